import { randomUUID } from 'node:crypto';
import { openEventStoreDbEventStore } from '#event-store/eventstoredb/eventstoredb-event-store';
import type { LogUnderTest, OpenLog } from '#event-store/event-store.contract';
import { startEventStoreDbServer } from './eventstoredb-server/server.js';

/** Opens the log at an address, for the processes of the contract suite. */
export const openLog: OpenLog = (url) => openEventStoreDbEventStore({ url });

/** The server that `EVENTSTORE_TEST_URL` names, or one in memory. */
export async function eventStoreDbLogUnderTest(): Promise<LogUnderTest> {
  const given = process.env['EVENTSTORE_TEST_URL'];
  return given === undefined ? inMemory() : logAt(apart(given));
}

/** The address with a place of its own on that server, which other suites and strangers may write to as well. */
export const apart = (url: string): string =>
  `${url}${url.includes('?') ? '&' : '?'}streamPrefix=${encodeURIComponent(`test-${randomUUID()}-`)}`;

async function inMemory(): Promise<LogUnderTest> {
  const server = await startEventStoreDbServer();
  let restarts = 0;
  const strangers = setInterval(() => {
    for (const stream of ['$ce-access', 'access-of-others', '$$access-of-others'])
      server.log.append(stream, 'any', [notOurs()]);
  }, 20);
  return {
    ...logAt(apart(server.url)),
    makeServerRestart: async () => {
      restarts += 1;
      await (restarts % 2 === 0 ? server.kill() : server.stop());
      await server.start();
    },
    close: async () => {
      clearInterval(strangers);
      server.kill();
    },
  };
}

/** As systems write that do not know ours: not in JSON, and without metadata. */
const notOurs = () => ({
  id: randomUUID(),
  type: 'AccessDenied',
  contentType: 'application/octet-stream',
  data: Buffer.from([0, 1, 2]),
  metadata: Buffer.alloc(0),
});

const logAt = (url: string): LogUnderTest => ({
  open: async () => openLog(url),
  elsewhere: { module: import.meta.url, address: url },
  close: async () => undefined,
});
