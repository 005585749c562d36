import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { EventStore, EventToAppend } from '#event-store/event-store';

/** `writers` at once, each on a stream of its own, together `appends` appends of `batch` events. */
export type Workload = { readonly appends: number; readonly writers: number; readonly batch: number };

/** About 300 bytes, as an access event has. */
export const data = {
  employeeId: 'V1StGXR8_Z5jdHi6B-myT',
  customerIds: ['kZ8hTq3nQ2c0pLxY7vRwE'],
  kinds: ['contact', 'quote'],
  portfolio: 'own',
  decision: 'allow',
  rows: 1,
};
export const metadata: EventToAppend['metadata'] = {
  occurredAt: '2026-03-02T09:14:05.123Z',
  actor: 'V1StGXR8_Z5jdHi6B-myT',
  channel: 'api',
  trust: 'witnessed',
  correlationId: '018f2c5e-7d9a-7c3b-9d7e-0c1f2a3b4c5d',
};
const type = 'CustomerRecordViewed';

async function write(
  { appends, writers, batch }: Workload,
  append: (stream: string, revision: number, batch: number) => Promise<unknown>,
): Promise<number> {
  const writer = async () => {
    const stream = `access-${randomUUID()}`;
    for (let turn = 0; turn < appends / writers; turn++) await append(stream, turn * batch, batch);
  };
  await Promise.all(Array.from({ length: writers }, writer));
  return appends * batch;
}

/** Through the port, with the exact revision expected. */
export const writeToStore = (store: EventStore, workload: Workload) =>
  write(workload, (stream, revision, batch) =>
    store.append(
      stream,
      revision === 0 ? 'none' : revision - 1,
      Array.from({ length: batch }, () => ({ id: randomUUID(), type, data, personal: [], metadata })),
    ),
  );

/** A table with the columns and the indexes of the log, and none of its promises. */
export const bareTable = `
  create table read.bare_event (
    position bigserial primary key,
    stream text not null,
    revision integer not null,
    id uuid not null unique,
    type text not null,
    data json not null,
    personal json,
    metadata json not null,
    recorded_at timestamptz not null default clock_timestamp(),
    unique (stream, revision)
  )`;
const bareColumns = '(stream, revision, id, type, data, personal, metadata)';

/** One `insert … returning position` per append, parametrised and not named, as `pool.query(text, values)` sends it. */
export const writeBare = (pool: Pool, workload: Workload) =>
  write(workload, (stream, revision, batch) => {
    const rows: string[] = [];
    const values: unknown[] = [];
    for (let index = 0; index < batch; index++) {
      const at = values.length;
      rows.push(`($${at + 1}, $${at + 2}, $${at + 3}, $${at + 4}, $${at + 5}, $${at + 6}, $${at + 7})`);
      values.push(stream, revision + index, randomUUID(), type, JSON.stringify(data), null, JSON.stringify(metadata));
    }
    return pool.query(
      `insert into read.bare_event ${bareColumns} values ${rows.join(', ')} returning position`,
      values,
    );
  });
