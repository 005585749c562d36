import { describe, expect, it } from '@jest/globals';
import type { Metadata } from '#domain/event';
import type { EventToRecord } from '#event-store/log';
import { Inspections } from './inspections.js';
import type { Look } from './inspections.js';

const start = Date.parse('2026-03-02T09:00:00.000Z');
const minutes = (n: number): string => new Date(start + n * 60_000).toISOString();

function noting() {
  const written: { stream: string; data: unknown; at: string }[] = [];
  let failing = false;
  const inspections = new Inspections({
    append: (stream: string, _: unknown, [event]: readonly EventToRecord[], { occurredAt }: Metadata) => {
      if (failing) return Promise.reject(new Error('the log is away'));
      written.push({ stream, data: event?.data, at: occurredAt });
      return Promise.resolve({ revision: 0, position: '1', ids: [] });
    },
  });
  const look = (at: number, screen = 'alerts', subjects: readonly string[] = [], actor = 'o1'): Look => ({
    screen,
    subjects,
    metadata: { occurredAt: minutes(at), actor, channel: 'api', trust: 'witnessed', correlationId: 'c1' },
  });
  return {
    inspections,
    look,
    written,
    counts: () => written.map(({ data }) => (data as { count: number }).count),
    fail: (now: boolean) => (failing = now),
  };
}

describe('what an officer or auditor looks at', () => {
  it('is recorded at once, and in five minutes not again', async () => {
    const { inspections, look, written } = noting();
    await inspections.note(look(0));
    await inspections.note(look(1));
    await inspections.note(look(4.9));
    expect(written).toEqual([
      {
        stream: 'audit-o1-2026-03-02',
        data: { actorId: 'o1', screen: 'alerts', subjects: [], count: 1 },
        at: minutes(0),
      },
    ]);
  });

  it('is counted to the last look', async () => {
    const { inspections, look, counts } = noting();
    for (const at of [0, 1, 2, 5, 6, 11]) await inspections.note(look(at));
    expect(counts()).toEqual([1, 3, 2]);
  });

  it('is recorded apart by screen, by person looked at and by reader', async () => {
    const { inspections, look, written } = noting();
    await inspections.note(look(0));
    await inspections.note(look(0, 'risk', ['e1']));
    await inspections.note(look(0, 'risk', ['e2']));
    await inspections.note(look(0, 'alerts', [], 'o2'));
    expect(written).toHaveLength(4);
  });

  it('is recorded with the looks left over once the five minutes are over, and before the process ends', async () => {
    const { inspections, look, counts } = noting();
    await inspections.note(look(0));
    await inspections.note(look(1));
    await inspections.settle(start + 4 * 60_000);
    expect(counts()).toEqual([1]);
    await inspections.settle(start + 5 * 60_000);
    expect(counts()).toEqual([1, 1]);
    await inspections.note(look(6));
    await inspections.settle(start + 6 * 60_000, true);
    await inspections.settle(start + 20 * 60_000, true);
    expect(counts()).toEqual([1, 1, 1]);
  });

  it('is not shown while it cannot be recorded', async () => {
    const { inspections, look, counts, fail } = noting();
    fail(true);
    await expect(inspections.note(look(0))).rejects.toThrow('the log is away');
    fail(false);
    await inspections.note(look(1));
    expect(counts()).toEqual([1]);
  });

  it('is counted in the end though the log was away when it was about to be', async () => {
    const { inspections, look, counts, fail } = noting();
    for (const at of [0, 1, 2]) await inspections.note(look(at));
    fail(true);
    await expect(inspections.settle(start + 6 * 60_000)).rejects.toThrow('the log is away');
    await expect(inspections.note(look(7))).rejects.toThrow('the log is away');
    fail(false);
    await inspections.note(look(8));
    expect(counts()).toEqual([1, 3]);
  });
});
