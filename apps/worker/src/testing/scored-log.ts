import { customerRecordViewed, recordsExported } from '#domain/access/access.events';
import { detectionPolicyPublished } from '#domain/policy/policy.events';
import { streams } from '#domain/streams';
import type { RecordedFact } from '#event-store/codec';
import type { Log } from '#event-store/log';
import { prepareDatabase } from '#platform/postgres-migrations';
import { createPool } from '#platform/postgres';
import type { SqlPool } from '#platform/postgres';
import { metadataBy, testLog } from '#test/support/log';
import type { TestLog } from '#test/support/log';
import { scoringMigrations } from '../score/scoring-store.js';

export type ScoredLog = TestLog & {
  readonly pool: SqlPool;
  publish(mode: 'off' | 'shadow' | 'on'): Promise<void>;
  /** One view of that many rows. */
  view(employeeId: string, rows: number): Promise<void>;
  /** An export of that many rows which another system reports. */
  export(employeeId: string, rows: number): Promise<void>;
  /** Everything the worker has written about the people, in stream order: each stream's types and ids. */
  written(employeeIds: readonly string[]): Promise<readonly RecordedFact[]>;
};

/** A log, its database prepared for scoring, and the acts that a spec is about. */
export async function scoredLog(where: Parameters<typeof testLog>[0] = {}): Promise<ScoredLog> {
  const test = await testLog(where);
  await prepareDatabase(test.url, scoringMigrations);
  const pool = createPool({ url: test.url, role: 'app', max: 4 });
  let versions = 0;
  return {
    ...test,
    pool,
    publish: async (mode) => {
      versions += 1;
      const effectiveFrom = '2026-03-02T00:00:00.000Z';
      const event = detectionPolicyPublished.of({ version: versions, effectiveFrom, ...policy, mode });
      await test.log.append(streams.policy('detection'), 'any', [event], metadataBy('admin'));
    },
    view: async (employeeId, rows) => {
      const event = customerRecordViewed.of({ ...viewed, employeeId, rows });
      await test.log.append(streams.access(employeeId, '2026-03-02'), 'any', [event], metadataBy('crm'));
    },
    export: async (employeeId, rows) => {
      const event = recordsExported.of({ ...viewed, employeeId, rows });
      await test.log.append(streams.access(employeeId, '2026-03-02'), 'any', [event], metadataBy('crm', now()));
    },
    written: async (employeeIds) => {
      const found: RecordedFact[] = [];
      for (const id of employeeIds) {
        found.push(...(await all(test.log, streams.risk(id))));
        for (let episode = 1; episode < 9; episode += 1) {
          found.push(...(await all(test.log, streams.alert(`${id}-${episode}`))));
        }
      }
      return found;
    },
    close: async () => {
      await pool.end();
      await test.close();
    },
  };
}

async function all(log: Log, stream: string): Promise<readonly RecordedFact[]> {
  const events: RecordedFact[] = [];
  for await (const event of log.facts.readStream(stream)) events.push(event);
  return events;
}

const now = () => new Date().toISOString();
const viewed = {
  customerIds: ['c-1'],
  kinds: ['contact' as const],
  rows: 1,
  sensitivity: 'internal' as const,
  portfolio: 'own' as const,
  device: null,
  destination: null,
};
const policy = {
  budget: { alertsPerMonth: 1 },
  indicators: {},
  caps: { exportRowsPerDay: 1_000, exportRows: 1_000, viewsPerHour: 1_000 },
  calendar: { timezone: 'UTC', workingHours: { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5] }, holidays: [] },
  peers: ['team' as const],
  lookBackDays: 90,
};
