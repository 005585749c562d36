import type { ActivityRecord } from '#detection/engine';
import { seeded } from '#detection/simulate/random';
import type { SimulatedFirm } from '#detection/simulate/simulate-firm';

export const source = 'demo-crm';
const batchSize = 1_000;

/** A record of the simulator as the CRM would report it. */
export function cloudEventOf({ id, at, recordedAt: _, ...data }: ActivityRecord) {
  return { specversion: '1.0', type: 'bookward.activity.v1', source, id, time: at, data };
}

/** The simulated past, in batches as the api takes them. */
export function* historyOf(firm: SimulatedFirm): Generator<readonly ReturnType<typeof cloudEventOf>[]> {
  let batch: ReturnType<typeof cloudEventOf>[] = [];
  for (const day of firm.days()) {
    for (const record of day) {
      batch.push(cloudEventOf(record));
      if (batch.length === batchSize) {
        yield batch;
        batch = [];
      }
    }
  }
  if (batch.length > 0) yield batch;
}

/** What the firm does from now on: ordinary acts of the last simulated day, over and over, at the present time. */
export function* ordinaryActs(
  firm: SimulatedFirm,
  startedAt: Date,
): Generator<(now: Date) => ReturnType<typeof cloudEventOf>, never> {
  let last: readonly ActivityRecord[] = [];
  for (const day of firm.days()) if (day.length > 0) last = day;
  const random = seeded(startedAt.getTime() % 2 ** 31);
  for (let serial = 1; ; serial++) {
    const record = random.pick(last);
    yield (now) => cloudEventOf({ ...record, id: `live-${startedAt.getTime()}-${serial}`, at: now.toISOString() });
  }
}

/** Somebody opens the book of their colleagues page by page, copies most of it, and will give notice. */
export function grab(
  employee: string,
  customers: readonly string[],
  now: Date,
): readonly ReturnType<typeof cloudEventOf>[] {
  const act = (action: 'view' | 'copy', object: string, n: number) =>
    cloudEventOf({
      id: `grab-${action}-${n}`,
      at: new Date(now.getTime() - 60_000 + n * 200).toISOString(),
      recordedAt: now.toISOString(),
      employee,
      action,
      kind: 'contact',
      objects: [object],
      rows: 1,
      sensitivity: null,
      portfolio: 'other',
      outcome: 'allowed',
      channel: 'web',
      device: 'notebook',
      destination: action === 'copy' ? 'removable:stick' : null,
      bytes: 0,
    });
  return [
    ...customers.map((object, n) => act('view', object, n)),
    ...customers
      .slice(0, Math.ceil(customers.length / 2))
      .map((object, n) => act('copy', object, n + customers.length)),
  ];
}
