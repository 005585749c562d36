import { beforeEach, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '#event-store/event-store';
import type { EventToRecord } from '#event-store/log';
import { DecisionView } from '../decision-view/decision-view.js';
import { ExternalIds } from '../decision-view/external-ids.js';
import { DayStreams } from './day-streams.js';
import { activityRecorder } from './record-activity.js';
import type { ActivityRecorder } from './record-activity.js';

const now = new Date('2026-03-02T09:00:00Z');
const ingestion = {
  sources: ['crm'],
  historyUntil: null as string | null,
  now,
  metadata: { actor: 'key-1', channel: 'api', correlationId: 'r-1' },
};
const event = (id: string, data: Record<string, unknown> = {}, overrides: Record<string, unknown> = {}) => ({
  specversion: '1.0',
  id,
  source: 'crm',
  type: 'bookward.activity.v1',
  time: '2026-03-02T08:59:00Z',
  data: { employee: 'x-1', action: 'view', objects: ['x-8'], ...data },
  ...overrides,
});

/** Streams in memory; external ids `x-…` of source crm. */
function recorder() {
  const stored = new Map<string, EventToRecord[]>();
  const append = async (stream: string, _expected: unknown, events: readonly EventToRecord[]) => {
    const all = [...(stored.get(stream) ?? []), ...events];
    stored.set(stream, all);
    return { revision: all.length - 1, position: String(all.length).padStart(4, '0'), ids: [] };
  };
  async function* readStream(stream: string, { from = 0 }: { from?: number } = {}) {
    for (const [index, { id }] of (stored.get(stream) ?? []).slice(from).entries())
      yield { id, revision: from + index } as StoredEvent;
  }
  const view = new DecisionView();
  view.people.applyEmployment({
    type: 'EmployeeHired',
    data: {
      employeeId: 'e-1',
      team: 'east',
      role: 'sales',
      region: 'EU',
      timezone: 'UTC',
      rank: 5,
      performance: 'normal',
      hiredOn: '2020-01-01',
    },
  });
  view.customers.register({ id: 'c-8', developedBy: 'e-1', assignedTo: 'e-1', sensitivity: 'confidential' });
  const known: Record<string, string> = { 'x-1': 'e-1', 'x-8': 'c-8' };
  const earlier = new Set<string>();
  const record: ActivityRecorder = activityRecorder({
    view,
    externalIds: new ExternalIds({
      findOfSource: async (_kind, _source, names) =>
        new Map(names.flatMap((name) => (known[name] === undefined ? [] : [[name, known[name]] as const]))),
    }),
    dayStreams: new DayStreams({ append, store: { readStream } }),
    hash: (label, text) => `${label}_${text.length}`,
    recordedBefore: async () => earlier,
  });
  return { record, stored, earlier };
}

describe('a batch of activity from another system', () => {
  let sut: ReturnType<typeof recorder>;
  beforeEach(() => {
    sut = recorder();
  });

  it('is kept row by row: good rows are recorded, bad ones named, and the counts add up to the batch', async () => {
    const batch = [
      event('a'),
      event('b', { action: 'stare' }),
      event('a'),
      event('c', { employee: 'x-unknown' }),
      'nonsense',
    ];
    const answer = await sut.record(batch, ingestion);
    expect(answer).toMatchObject({ accepted: 1, duplicates: 1, parked: 1, rejected: [{ index: 1 }, { index: 4 }] });
    expect(answer.accepted + answer.duplicates + answer.parked + answer.rejected.length).toBe(batch.length);
  });

  it('adds nothing when it is sent again, the same day or, by what the read models know, on a later one', async () => {
    const batch = [event('a'), event('c', { employee: 'x-unknown' })];
    await sut.record(batch, ingestion);
    expect(await sut.record(batch, ingestion)).toMatchObject({ accepted: 0, duplicates: 2, parked: 0, position: '' });
    const ids = [...sut.stored.values()].flat().map(({ id }) => id ?? '');
    for (const id of ids) sut.earlier.add(id);
    const tomorrow = { ...ingestion, now: new Date('2026-03-03T09:00:00Z') };
    expect(await sut.record(batch, tomorrow)).toMatchObject({ accepted: 0, duplicates: 2, parked: 0 });
  });

  it('adds nothing when it is sent again just after midnight, before the read models know of it', async () => {
    const batch = [event('a'), event('c', { employee: 'x-unknown' })];
    await sut.record(batch, { ...ingestion, now: new Date('2026-03-02T23:59:59Z') });
    const justAfter = { ...ingestion, now: new Date('2026-03-03T00:00:01Z') };
    expect(await sut.record([...batch, event('b')], justAfter)).toMatchObject({
      accepted: 1,
      duplicates: 2,
      parked: 0,
    });
  });

  it('is recorded under our ids, whether the source names ours or its own', async () => {
    await sut.record([event('a'), event('b', { employee: 'e-1', objects: ['c-8'] })], ingestion);
    const events = sut.stored.get('access-e-1-2026-03-02') ?? [];
    expect(events.map(({ data }) => data)).toEqual([
      expect.objectContaining({
        employeeId: 'e-1',
        customerIds: ['c-8'],
        portfolio: 'own',
        sensitivity: 'confidential',
      }),
      expect.objectContaining({
        employeeId: 'e-1',
        customerIds: ['c-8'],
        portfolio: 'own',
        sensitivity: 'confidential',
      }),
    ]);
  });

  it('flags what comes more than seven days late', async () => {
    await sut.record(
      [event('a', {}, { time: '2026-02-23T08:59:59Z' }), event('b', {}, { time: '2026-02-23T09:00:00Z' })],
      ingestion,
    );
    const events = sut.stored.get('access-e-1-2026-03-02') ?? [];
    expect(events.map(({ data }) => (data as { late: boolean }).late)).toEqual([true, false]);
  });

  it('takes what happened before the source was connected as history, not as late', async () => {
    const connected = { ...ingestion, historyUntil: '2026-03-01T00:00:00Z' };
    await sut.record([event('a', {}, { time: '2025-06-01T09:00:00Z' }), event('b')], connected);
    const events = sut.stored.get('access-e-1-2026-03-02') ?? [];
    expect(events.map(({ data }) => data)).toEqual([
      expect.objectContaining({ history: true, late: false }),
      expect.objectContaining({ history: false, late: false }),
    ]);
  });

  it('takes what happened at the moment of the connection, or after it, as it is, however that moment is written', async () => {
    for (const [n, historyUntil] of ['2026-03-01T00:00:00Z', '2026-03-01T00:00:00.000Z'].entries())
      await sut.record([event(`a-${n}`, {}, { time: '2026-03-01T00:00:00Z' })], { ...ingestion, historyUntil });
    const events = sut.stored.get('access-e-1-2026-03-02') ?? [];
    expect(events.map(({ data }) => (data as { history: boolean }).history)).toEqual([false, false]);
  });

  it('parks what an unknown person did, in clear only where it is sealed', async () => {
    await sut.record([event('c', { employee: 'ann.smith' })], ingestion);
    const [parked] = sut.stored.get('parked-crm-2026-03-02') ?? [];
    expect(JSON.stringify(parked?.data)).not.toContain('ann.smith');
    expect(parked?.personal).toMatchObject({ record: expect.stringContaining('ann.smith') });
  });
});
