import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { EventStream } from './server-sent-events.js';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Opens a stream over real HTTP; answers both of its ends. */
async function open(): Promise<{ stream: EventStream; client: IncomingMessage }> {
  const opened = new Promise<EventStream>((resolve) => {
    server = createServer((_request, response) => {
      const stream = new EventStream(response);
      stream.begin();
      resolve(stream);
    });
  });
  server?.listen(0, '127.0.0.1');
  if (server) await once(server, 'listening');
  const address = server?.address() as AddressInfo;
  const client = await new Promise<IncomingMessage>((resolve) =>
    get({ host: '127.0.0.1', port: address.port }, resolve),
  );
  return { stream: await opened, client };
}

const alert = { id: '0007', event: 'alert.raised', data: { id: 'e-1-1', severity: 'high', status: 'open' } };

describe('a live stream', () => {
  it('carries an event as browsers read it', async () => {
    const { stream, client } = await open();
    await stream.send(alert);
    stream.end();
    let text = '';
    for await (const chunk of client) text += String(chunk);
    expect(client.headers['content-type']).toMatch(/^text\/event-stream/);
    expect(text).toBe(
      ': open\n\nid: 0007\nevent: alert.raised\ndata: {"id":"e-1-1","severity":"high","status":"open"}\n\n',
    );
  });

  it('makes the sender wait for a client that does not read, until it is gone', async () => {
    const { stream, client } = await open();
    client.pause();
    const large = { ...alert, data: 'x'.repeat(1 << 20) };
    let sent = 0;
    const sending = (async () => {
      for (; sent < 500 && !stream.closed.aborted; sent += 1) await stream.send(large);
    })();
    const stalledAt = await stalled(() => sent);
    expect(stalledAt).toBeLessThan(100);
    client.destroy();
    await sending;
    expect(stream.closed.aborted).toBe(true);
  });
});

describe('a live stream whose client has gone', () => {
  const gone = async (wait: (response: ServerResponse) => Promise<unknown>): Promise<EventStream> => {
    const opened = new Promise<EventStream>((resolve) => {
      server = createServer((_request, response) => {
        void wait(response).then(() => resolve(new EventStream(response)));
      });
    });
    server?.listen(0, '127.0.0.1');
    if (server) await once(server, 'listening');
    const address = server?.address() as AddressInfo;
    const client = get({ host: '127.0.0.1', port: address.port });
    client.on('error', () => undefined);
    if (server) await once(server, 'request');
    client.destroy();
    return opened;
  };

  it('is closed from the first, and nothing is written to it', async () => {
    const stream = await gone((response) => once(response, 'close'));
    expect(stream.closed.aborted).toBe(true);
    stream.begin();
    await stream.send(alert);
    stream.end();
  });
});

/** The value once it has stopped growing. */
async function stalled(value: () => number): Promise<number> {
  for (let before = -1; ;) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (value() === before) return before;
    before = value();
  }
}
