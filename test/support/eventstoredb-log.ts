import { openEventStoreDbEventStore } from '#event-store/eventstoredb/eventstoredb-event-store';
import type { LogUnderTest, OpenLog } from '#event-store/event-store.contract';
import { startEventStoreDbServer } from './eventstoredb-server/server.js';

/** Opens the log at an address, for the processes of the contract suite. */
export const openLog: OpenLog = (url) => openEventStoreDbEventStore({ url });

/** The server that `EVENTSTORE_TEST_URL` names, or one in memory. */
export async function eventStoreDbLogUnderTest(): Promise<LogUnderTest> {
  const given = process.env['EVENTSTORE_TEST_URL'];
  return given === undefined ? inMemory() : logAt(given);
}

async function inMemory(): Promise<LogUnderTest> {
  const server = await startEventStoreDbServer();
  return {
    ...logAt(server.url),
    makeServerRestart: async () => {
      server.kill();
      await server.start();
    },
    close: async () => server.kill(),
  };
}

const logAt = (url: string): LogUnderTest => ({
  open: async () => openLog(url),
  elsewhere: { module: import.meta.url, address: url },
  close: async () => undefined,
});
