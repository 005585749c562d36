import { Agent, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '../../../test/support/api.js';
import type { TestApi } from '../../../test/support/api.js';
import { eventually } from '../../../test/support/person.js';

describe('An api that stops', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  it('ends the live streams of officers and does not wait for them', async () => {
    const officer = await api.signIn('security_officer');
    const stream = await officer.stream('/alerts/stream', AbortSignal.timeout(30_000));
    expect(stream.status).toBe(200);
    const from = performance.now();
    await api.restart();
    expect(performance.now() - from).toBeLessThan(4_500);
    expect(await stream.text()).toContain(':');
  });

  it('cuts off nobody whose connection carries one request after another', async () => {
    const { port } = new URL(api.url);
    const agent = new Agent({ keepAlive: true });
    let stopped = false;
    const outcomes: string[] = [];
    const client = async () => {
      while (!stopped) {
        const outcome = await ask(agent, port);
        outcomes.push(outcome);
        if (outcome === 'ECONNREFUSED') return;
      }
    };
    const clients = Array.from({ length: 8 }, client);
    await eventually(
      async () => outcomes.length,
      (count) => count > 50,
    );
    const from = performance.now();
    await api.restart();
    expect(performance.now() - from).toBeLessThan(4_500);
    stopped = true;
    await Promise.all(clients);
    agent.destroy();
    expect(new Set(outcomes)).toEqual(new Set(['200', 'ECONNREFUSED']));
  });
});

/** The status, or why there was none. */
const ask = (agent: Agent, port: string): Promise<string> =>
  new Promise((done) => {
    request({ agent, port, host: '127.0.0.1', path: '/healthz' }, (response) => {
      response.resume().once('end', () => done(String(response.statusCode)));
    })
      .once('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message))
      .end();
  });
