import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { customerAssigned } from '#domain/customer/customer.events';
import { testReadModel } from '#test/support/read-model';
import type { TestReadModel } from '#test/support/read-model';
import { memoryLog, positionOf, recorded } from '#test/support/recorded-events';
import type { RecordedEvent } from '#test/support/recorded-events';
import type { Projection } from './projection.js';
import { rebuild } from './rebuild.js';
import { rowsOf } from './sql.js';
import { defineTable } from './table.js';

const isLong = process.env['TRIALS'] === 'long';

/** Whatever would show that an event was left out, taken in twice or out of its turn. */
const moves = defineTable('moves', {
  columns: { customer_id: 'text', times: 'integer', owners: 'text[]', owner: 'text' },
  key: ['customer_id'],
  indexes: [['owner']],
});
const trail = defineTable('trail', { columns: { position: 'text' }, key: ['position'], kind: 'log' });
const inVersion = (version: number): readonly Projection[] => [
  {
    name: 'moves',
    version,
    tables: [moves],
    on: {
      CustomerAssigned: ({ data: { customerId: customer_id, to } }) => [
        moves.add({ customer_id }, { times: version }),
        moves.unite({ customer_id }, { owners: [to] }),
        moves.set({ customer_id }, { owner: to }),
      ],
    },
  },
  {
    name: 'trail',
    version: 1,
    tables: [trail],
    on: { CustomerAssigned: ({ position }) => [trail.insertOnce({ position }, {})] },
  },
];

/** One projector's time: the log grows before it comes and twice while it is there. */
const shift = fc.record({
  version: fc.integer({ min: 1, max: 3 }),
  before: fc.integer({ min: 0, max: 30 }),
  appends: fc.array(fc.record({ afterMs: fc.integer({ min: 0, max: 80 }), events: fc.integer({ min: 1, max: 20 }) }), {
    maxLength: 4,
  }),
  /** Somebody rebuilds the tables meanwhile. */
  rebuilds: fc.boolean(),
  /** It is still there when the next one comes. */
  stays: fc.boolean(),
});

const eventsFrom = (first: number, count: number): readonly RecordedEvent[] =>
  recorded(
    Array.from({ length: count }, (_, n) =>
      customerAssigned.of({
        customerId: `c-${(first + n) % 7}`,
        from: 'e-1',
        to: `e-${((first + n) * 31) % 11}`,
        because: 'assignment',
      }),
    ),
    first,
  );

/** A log whose history takes a moment to read: meanwhile it grows, and projectors go on. */
const slowly = (log: ReturnType<typeof memoryLog>): ReturnType<typeof memoryLog> => ({
  ...log,
  readAll: async function* (options) {
    let read = 0;
    for await (const event of log.readAll(options)) {
      yield event;
      read += 1;
      if (read % 8 === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    }
  },
});

function expected(events: number, version: number) {
  const rows = new Map<string, { times: number; owners: string[]; owner: string }>();
  for (const event of eventsFrom(1, events)) {
    if (event.type !== 'CustomerAssigned') continue;
    const { customerId, to } = event.data;
    const { times, owners } = rows.get(customerId) ?? { times: 0, owners: [] };
    rows.set(customerId, { times: times + version, owners: [...new Set([...owners, to])], owner: to });
  }
  return [...rows]
    .map(([customer_id, row]) => ({ customer_id, ...row }))
    .toSorted((a, b) => (a.customer_id < b.customer_id ? -1 : 1));
}

describe('projectors that come and go while the log grows', () => {
  let readModel: TestReadModel;
  beforeAll(async () => {
    readModel = await testReadModel();
  });
  afterAll(() => readModel.close());

  it(
    'leave tables as one that saw everything once, in whatever version came last',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(shift, { minLength: 1, maxLength: 5 }), async (shifts) => {
          await readModel.pool.query('drop table if exists read.moves, read.trail, read.checkpoint');
          const log = slowly(memoryLog());
          let events = 0;
          const append = (count: number): void => {
            log.append(eventsFrom(events + 1, count));
            events += count;
          };
          const running: { stop(): Promise<void> }[] = [];
          const rebuilding: Promise<unknown>[] = [];
          for (const { version, before, appends, rebuilds, stays } of shifts) {
            append(before);
            const projector = await readModel.start(log, inVersion(version));
            if (rebuilds) rebuilding.push(rebuild(readModel.pool, log, inVersion(version), { verify: false }));
            for (const { afterMs, events: more } of appends) {
              await new Promise((resolve) => setTimeout(resolve, afterMs));
              append(more);
            }
            if (stays) running.push(projector);
            else await projector.stop();
          }
          await Promise.all(rebuilding);
          await Promise.all(running.map((each) => each.stop()));
          // In the version of the last shift: what that one did wrong is not made good by filling the tables again.
          const last = shifts.at(-1)?.version ?? 1;
          const projector = await readModel.start(log, inVersion(last));
          append(3);
          for (const name of ['moves', 'trail'])
            await readModel.until(name, (at) => at.position === positionOf(events) && at.events === events);
          const rows = await rowsOf(
            readModel.pool,
            'select customer_id, times, owners, owner from read.moves order by customer_id',
          );
          const positions = await rowsOf(readModel.pool, 'select position from read.trail order by position');
          await projector.stop();
          expect(rows).toEqual(expected(events, last));
          expect(positions).toEqual(eventsFrom(1, events).map(({ position }) => ({ position })));
        }),
        { numRuns: isLong ? 100 : 5 },
      );
    },
    isLong ? 600_000 : 120_000,
  );
});
