import { describe, expect, it } from '@jest/globals';
import { createEngine } from './create-engine.js';
import type { ActivityRecord, EngineInput, EngineOutput } from './engine.js';
import { firstPolicy } from './policy.js';
import { seeded } from './simulate/random.js';
import { simulateFirm } from './simulate/simulate-firm.js';
import { scenarios } from './simulate/plan.js';
import { dayMs, isoOf, parseInstant } from './time/instant.js';

const options = {
  employees: 6,
  days: 75,
  seed: 11,
  firstDay: 20_100,
  rhythm: 'office',
  leakShare: 0.25,
  leaks: scenarios,
  benignLeaverShare: 0.13,
  handOverShare: 0.13,
  surges: 1,
  spread: 1,
} as const;

/** Some records arrive hours, days or weeks after they happened; all stand in recorded order. */
function withLateRecords(records: readonly ActivityRecord[]): ActivityRecord[] {
  const random = seeded(3);
  return records
    .map((record) => {
      if (!random.chance(0.01)) return record;
      const recordedAt = isoOf(parseInstant(record.at) + random.between(1, 9) * dayMs);
      return { ...record, recordedAt };
    })
    .toSorted((a, b) => parseInstant(a.recordedAt) - parseInstant(b.recordedAt));
}

describe('Records that arrive late', () => {
  const firm = simulateFirm(options);
  const policy: EngineInput = {
    kind: 'policy',
    recordedAt: isoOf(options.firstDay * dayMs - 3 * dayMs),
    version: 1,
    policy: { ...firstPolicy, mode: 'on' },
  };
  const records = withLateRecords([...firm.days()].flat());
  const inputs: readonly EngineInput[] = [
    policy,
    ...firm.people,
    ...records.map((record): EngineInput => ({ kind: 'activity', record })),
  ];
  const whole = createEngine(new Map());
  const outputs = inputs.flatMap((input) => [...whole.step(input)]);

  it('lead to new assessments of past days, and to no edited ones', () => {
    const late = outputs.filter((output) => output.kind === 'assessment' && output.because === 'late');
    expect(late.length).toBeGreaterThan(10);
    for (const output of late) {
      if (output.kind !== 'assessment') continue;
      const earlier = outputs.indexOf(output);
      expect(earlier).toBeGreaterThan(0);
      expect(output.score === null || output.score >= 0).toBe(true);
    }
  });

  it('leave every part its evidence, though other indicators stand out then', () => {
    const parts = outputs.flatMap((output) => (output.kind === 'episode_closed' ? [] : output.parts));
    expect(parts.filter(({ events }) => events.length === 0)).toEqual([]);
    for (const { events, eventCount } of parts) {
      expect(new Set(events).size).toBe(events.length);
      expect(eventCount).toBeGreaterThanOrEqual(events.length);
    }
  });

  it('say no more of an open case where they are of a day before and make it no graver', () => {
    const told = outputs.filter((output) => output.kind === 'alert');
    for (const [at, { employee, episode, date, severity, opens }] of told.entries()) {
      const before = told.slice(0, at).findLast((one) => one.employee === employee && one.episode === episode);
      if (!opens && before?.severity === severity) expect(date >= before.date).toBe(true);
    }
    expect(told.length).toBeGreaterThan(10);
  });

  it('leave every alert dated by what it counts, which may be of days before', () => {
    const byId = new Map(records.map((record) => [record.id, record]));
    const zones = new Map(firm.people.map(({ employee, timezone }) => [employee, timezone]));
    const told = outputs.filter((output) => output.kind === 'alert');
    const ofDaysBefore = told.filter(({ date, sentence }) => sentence.values['date'] !== date);
    expect(ofDaysBefore.length).toBeGreaterThan(0);
    for (const { employee, parts, sentence } of told) {
      const days = new Intl.DateTimeFormat('sv-SE', { timeZone: zones.get(employee) ?? 'UTC' });
      const shown = [parts[0], parts.find(({ indicator }) => indicator === sentence.values['also'])];
      for (const part of shown) {
        const [newest = ''] = part?.events ?? [];
        if (part !== undefined) expect(days.format(new Date(byId.get(newest)?.at ?? 0))).toBe(sentence.values['date']);
      }
    }
  });

  it('give the same whether the fold runs through or is cut and continued from its state', () => {
    const chunks = new Map<string, string>();
    const again: EngineOutput[] = [];
    const pieces = [0.13, 0.37, 0.5, 0.81, 1].map((share) => Math.floor(share * inputs.length));
    let from = 0;
    for (const to of pieces) {
      const engine = createEngine(new Map(chunks));
      for (const input of inputs.slice(from, to)) again.push(...engine.step(input));
      for (const [name, text] of engine.takeChanged()) chunks.set(name, text);
      from = to;
    }
    expect(again.length).toBe(outputs.length);
    expect(JSON.stringify(again)).toBe(JSON.stringify(outputs));
  });

  it('of more than a week count for nothing', () => {
    const old = records.filter(({ at, recordedAt }) => parseInstant(recordedAt) - parseInstant(at) > 7 * dayMs);
    expect(old.length).toBeGreaterThan(5);
    const ids = new Set(old.map(({ id }) => id));
    for (const output of outputs) {
      if (output.kind === 'episode_closed') continue;
      for (const part of output.parts) for (const id of part.events) expect(ids.has(id)).toBe(false);
    }
  });
});
