import { setTimeout as delay } from 'node:timers/promises';
import type { LogUnderTest, OpenLog } from '#event-store/event-store.contract-support';
import { logMigrations } from '#event-store/postgres/migrations';
import { openPostgresEventStore } from '#event-store/postgres/postgres-event-store';
import { testServer } from './postgres.js';

/** For processes that a spec starts; the address is the database's. */
export const openLog: OpenLog = (address) => openPostgresEventStore({ url: address });

/** A log on an embedded server of its own, which may be killed: its supervisor brings it back. */
export async function postgresLogUnderTest(): Promise<LogUnderTest> {
  const { server, url, ...own } = await testServer(logMigrations);
  server.supervise();
  return {
    open: async () => openPostgresEventStore({ url }),
    elsewhere: { module: new URL('postgres-log.ts', import.meta.url).href, address: url },
    close: () => own.close(),
    makeServerRestart: async () => {
      const killed = server.pid();
      process.kill(killed, 'SIGKILL');
      const deadline = Date.now() + 20_000;
      while (server.pid() === killed && Date.now() < deadline) await delay(10);
    },
  };
}
