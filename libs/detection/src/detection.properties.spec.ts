import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createEngine } from './create-engine.js';
import type { ActivityRecord, EngineInput, EngineOutput } from './engine.js';
import { firstPolicy } from './policy.js';
import { activityRecord, hired } from './testing/inputs.js';
import { simulateFirm } from './simulate/simulate-firm.js';
import { dateOfDay, dayMs, isoOf } from './time/instant.js';
import { actions, kinds, sensitivities } from '#domain/values';

const firstDay = 20_000;
const policy: EngineInput = {
  kind: 'policy',
  recordedAt: isoOf((firstDay - 2) * dayMs),
  version: 1,
  policy: { ...firstPolicy, mode: 'on' },
};
const joined = (employee: string): EngineInput => hired(isoOf((firstDay - 1) * dayMs), employee);
const record = (id: string, day: number, minute: number, over: Partial<ActivityRecord>): ActivityRecord =>
  activityRecord({ id, at: isoOf(day * dayMs + 9 * 3_600_000 + minute * 60_000), ...over });
const heard = (records: readonly ActivityRecord[]): EngineInput[] =>
  records.map((one) => ({ kind: 'activity', record: one }));
const closing = (day: number): EngineInput => ({ kind: 'canaries', recordedAt: isoOf(day * dayMs), objects: [] });
const run = (inputs: readonly EngineInput[]): EngineOutput[] => {
  const engine = createEngine(new Map());
  return inputs.flatMap((input) => [...engine.step(input)]);
};
const opened = (outputs: readonly EngineOutput[]) =>
  outputs.flatMap((output) => (output.kind === 'alert' && output.opens ? [output] : []));
const closed = (outputs: readonly EngineOutput[]) =>
  outputs.flatMap((output) => (output.kind === 'assessment' && output.because === 'closed' ? [output] : []));

/** Twenty quiet days of ten views among known customers. */
const quiet = (employee: string, days: number, views = 10): ActivityRecord[] =>
  Array.from({ length: days * views }, (_, k) => {
    const day = Math.floor(k / views);
    return record(`${employee}-q${k}`, firstDay + day, k % views, {
      employee,
      objects: [`c-${employee}-${(k * 7) % 30}`],
    });
  });

/** A day of copying colleagues' customers to a stick. */
const grabbing = (employee: string, day: number): ActivityRecord[] =>
  Array.from({ length: 60 }, (_, k) =>
    record(`${employee}-g${k}`, firstDay + day, 100 + k, {
      employee,
      action: 'copy',
      objects: [`x-${employee}-${k}`],
      portfolio: 'other',
      destination: 'removable:u',
    }),
  );

const anyRecord = fc.record({
  day: fc.integer({ min: 20, max: 22 }),
  minute: fc.integer({ min: 0, max: 300 }),
  action: fc.constantFrom(...actions),
  kind: fc.option(fc.constantFrom(...kinds)),
  objects: fc.array(fc.stringMatching(/^c-[0-9]{1,2}$/), { maxLength: 5 }),
  rows: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constant(1_000_000_000), fc.constant(Number.MAX_SAFE_INTEGER)),
  sensitivity: fc.option(fc.constantFrom(...sensitivities)),
  portfolio: fc.constantFrom('own' as const, 'team' as const, 'other' as const, 'unknown' as const),
  outcome: fc.constantFrom('allowed' as const, 'denied' as const),
  device: fc.option(fc.constantFrom('d-1', 'd-2', '__proto__')),
  destination: fc.option(fc.constantFrom('external:x', 'removable:y', 'internal:z')),
});
const placed = (given: readonly (typeof anyRecord extends fc.Arbitrary<infer T> ? T : never)[]): ActivityRecord[] =>
  given
    .toSorted((a, b) => a.day - b.day || a.minute - b.minute)
    .map(({ day, minute, ...over }, k) => record(`x-${k}`, firstDay + day, minute, over));

describe('Whatever is recorded', () => {
  it('scores are finite and never negative, and parts add up to them', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { minLength: 1, maxLength: 60 }), (given) => {
        const outputs = run([
          policy,
          joined('e-1'),
          ...heard([...quiet('e-1', 20), ...placed(given)]),
          closing(firstDay + 30),
        ]);
        for (const output of outputs) {
          if (output.kind === 'episode_closed' || output.score === null) continue;
          expect(Number.isFinite(output.score) && output.score >= 0).toBe(true);
          const sum = output.parts.reduce((total, { contribution }) => total + contribution, 0);
          expect(Math.abs(sum - output.score)).toBeLessThan(1e-6);
        }
      }),
      { numRuns: 60, seed: 4 },
    );
  });

  it('evidence names records of that person, and no other', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { minLength: 20, maxLength: 80 }), (given) => {
        const records = [...quiet('e-1', 20), ...placed(given)];
        const known = new Set(records.map(({ id }) => id));
        for (const output of run([policy, joined('e-1'), ...heard(records), closing(firstDay + 30)])) {
          if (output.kind === 'episode_closed') continue;
          for (const part of output.parts) {
            expect(part.events.length).toBeLessThanOrEqual(20);
            expect(part.eventCount).toBeGreaterThanOrEqual(part.events.length);
            for (const id of part.events) expect(known.has(id)).toBe(true);
          }
        }
      }),
      { numRuns: 30, seed: 5 },
    );
  });

  it('evidence of an alert is that person’s, and lies in the alert’s window', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { minLength: 10, maxLength: 40 }), (given) => {
        const mine = [...quiet('e-1', 20), ...placed(given), ...grabbing('e-1', 23)];
        const theirs = [...quiet('e-2', 20), ...grabbing('e-2', 22)];
        const records = [...mine, ...theirs].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
        const byId = new Map(records.map((one) => [one.id, one]));
        const alerts = run([policy, joined('e-1'), joined('e-2'), ...heard(records), closing(firstDay + 30)]).flatMap(
          (output) => (output.kind === 'alert' ? [output] : []),
        );
        expect(new Set(alerts.map(({ employee }) => employee))).toEqual(new Set(['e-1', 'e-2']));
        for (const { employee, window, parts } of alerts) {
          for (const id of parts.flatMap(({ events }) => events)) {
            const found = byId.get(id);
            expect(found?.employee).toBe(employee);
            expect(window.from <= (found?.at ?? '') && (found?.at ?? '') <= window.to).toBe(true);
          }
        }
      }),
      { numRuns: 20, seed: 8 },
    );
  });

  it('doing more of anything on a day never lowers that day’s surprise', () => {
    const surprise = (action: ActivityRecord['action'], acts: number): number => {
      const day = Array.from({ length: acts }, (_, k) =>
        record(`x-${k}`, firstDay + 20, k, { action, objects: [`x-${k}`], portfolio: 'other' }),
      );
      const outputs = run([policy, joined('e-1'), ...heard([...quiet('e-1', 20), ...day]), closing(firstDay + 30)]);
      return closed(outputs).at(-1)?.surprise ?? Number.NaN;
    };
    const outward = fc.constantFrom<ActivityRecord['action']>('view', 'reveal', 'copy', 'print', 'export', 'share');
    fc.assert(
      fc.property(outward, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (action, acts, more) => {
        expect(surprise(action, acts + more)).toBeGreaterThanOrEqual(surprise(action, acts));
      }),
      { numRuns: 20, seed: 9 },
    );
  });

  it('more rows on a day never lower that day’s surprise', () => {
    const surprise = (rows: number): number => {
      const day = [record('x', firstDay + 20, 5, { action: 'export', rows, objects: ['c-e-1-1'] })];
      const outputs = run([policy, joined('e-1'), ...heard([...quiet('e-1', 20), ...day]), closing(firstDay + 30)]);
      return closed(outputs).at(-1)?.surprise ?? Number.NaN;
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 0, max: 100_000 }), (rows, more) => {
        expect(surprise(rows + more)).toBeGreaterThanOrEqual(surprise(rows));
      }),
      { numRuns: 25, seed: 6 },
    );
  });

  it('the order of records of one instant changes nothing but when a line was crossed', () => {
    const sameInstant = fc.array(anyRecord, { minLength: 2, maxLength: 12 });
    const result = (records: readonly ActivityRecord[]) =>
      closed(run([policy, joined('e-1'), ...heard([...quiet('e-1', 20), ...records]), closing(firstDay + 30)])).map(
        ({ date, score, surprise, band }) => ({ date, score, surprise, band }),
      );
    fc.assert(
      fc.property(sameInstant, fc.infiniteStream(fc.nat()), (given, order) => {
        const records = placed(
          given.map((one) => ({ ...one, day: 20, minute: 7, outcome: 'allowed' as const, portfolio: 'own' as const })),
        );
        const keys = new Map(records.map(({ id }) => [id, order.next().value]));
        const shuffled = records.toSorted((a, b) => Number(keys.get(a.id)) - Number(keys.get(b.id)));
        expect(result(shuffled)).toEqual(result(records));
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  it('a day on which the whole firm does several times the usual alerts nobody, though one alone would stand out', () => {
    const staff = Array.from({ length: 8 }, (_, n) => `e-${n + 1}`);
    const ordinary = staff.flatMap((employee) => quiet(employee, 30));
    const busy = (employee: string): ActivityRecord[] =>
      Array.from({ length: 60 }, (_, k) =>
        record(`${employee}-d${k}`, firstDay + 30, k, { employee, objects: [`c-${employee}-${k % 40}`] }),
      );
    const outputsOf = (people: readonly string[]): EngineOutput[] => {
      const records = [...ordinary, ...people.flatMap(busy)].toSorted((a, b) =>
        a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
      );
      return run([policy, ...staff.map(joined), ...heard(records), closing(firstDay + 40)]);
    };
    const surpriseOfFirst = (outputs: readonly EngineOutput[]): number =>
      closed(outputs).find(({ employee, date }) => employee === 'e-1' && date === dateOfDay(firstDay + 30))?.surprise ??
      0;
    const together = outputsOf(staff);
    expect(opened(together)).toEqual([]);
    expect(surpriseOfFirst(outputsOf(['e-1']))).toBeGreaterThan(2 * surpriseOfFirst(together) + 1);
  });

  it('a day on which everybody does everything twice alerts nobody', () => {
    const firm = simulateFirm({
      employees: 8,
      days: 90,
      seed: 5,
      firstDay,
      rhythm: 'office',
      leakShare: 0,
      leaks: [],
      benignLeaverShare: 0,
      handOverShare: 0,
      surges: 0,
      spread: 1,
    });
    const days = [...firm.days()];
    const outputsOf = (times: (day: number) => number): EngineOutput[] =>
      run([
        policy,
        ...firm.people,
        ...heard(
          days.flatMap((records, day) =>
            records.flatMap((one) => Array.from({ length: times(day) }, (_, k) => ({ ...one, id: `${one.id}-${k}` }))),
          ),
        ),
        closing(firstDay + 95),
      ]);
    expect(opened(outputsOf(() => 1))).toEqual([]);
    for (const busy of [60, 68, 81]) expect(opened(outputsOf((day) => (day === busy ? 2 : 1)))).toEqual([]);
  });

  it('weeks of padding do not hide a later grab', () => {
    const padding = Array.from({ length: 30 * 60 }, (_, k) =>
      record(`p-${k}`, firstDay + 30 + Math.floor(k / 60), k % 60, { objects: [`c-e-1-${k % 30}`] }),
    );
    const grab = Array.from({ length: 60 }, (_, k) =>
      record(`g-${k}`, firstDay + 60, k, {
        action: 'copy',
        objects: [`x-${k}`],
        portfolio: 'other',
        destination: 'removable:u',
      }),
    );
    const outputs = run([
      policy,
      joined('e-1'),
      ...heard([...quiet('e-1', 30), ...padding, ...grab]),
      closing(firstDay + 70),
    ]);
    const onTheDay = outputs.filter((output) => output.kind === 'alert' && output.date === dateOfDay(firstDay + 60));
    expect(onTheDay.length).toBeGreaterThan(0);
  });
});
