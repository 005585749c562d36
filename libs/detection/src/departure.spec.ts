import { describe, expect, it } from '@jest/globals';
import { createEngine } from './create-engine.js';
import type { ActivityRecord, EngineInput, EngineOutput } from './engine.js';
import { firstPolicy } from './policy.js';
import { activityRecord, hired } from './testing/inputs.js';
import { dateOfDay, dayMs, isoOf } from './time/instant.js';

const firstDay = 20_458;
const at = (day: number, minute = 0): string => isoOf((firstDay + day) * dayMs + 9 * 3_600_000 + minute * 60_000);
const record = (day: number, k: number, over: Partial<ActivityRecord>): EngineInput => ({
  kind: 'activity',
  record: activityRecord({ id: `a-${day}-${k}`, at: at(day, k), ...over }),
});
const beginning: readonly EngineInput[] = [
  { kind: 'policy', recordedAt: at(-2), version: 1, policy: { ...firstPolicy, mode: 'on' } },
  hired(at(-1)),
];
const quiet = (from: number, to: number): EngineInput[] =>
  Array.from({ length: to - from }, (_, k) => from + k).flatMap((day) =>
    Array.from({ length: 10 }, (_, k) => record(day, k, { objects: [`c-${(day + k) % 20}`] })),
  );
/** Customers never touched before, so many of them. */
const taking = (day: number, count: number): EngineInput[] =>
  Array.from({ length: count }, (_, k) => record(day, 100 + k, { objects: [`x-${k}`] }));
const fact = (day: number, what: Extract<EngineInput, { kind: 'hr' }>['fact'], on = day): EngineInput => ({
  kind: 'hr',
  id: `${what}-${day}`,
  recordedAt: at(day, 400),
  employee: 'e-1',
  fact: what,
  date: dateOfDay(firstDay + on),
});
const run = (inputs: readonly EngineInput[]): EngineOutput[] => {
  const engine = createEngine(new Map());
  return [...beginning, ...inputs].flatMap((input) => [...engine.step(input)]);
};
const alerts = (outputs: readonly EngineOutput[]) =>
  outputs.flatMap((output) => (output.kind === 'alert' && output.opens ? [output] : []));
const lookBacks = (outputs: readonly EngineOutput[]) =>
  outputs.flatMap((output) => (output.kind === 'assessment' && output.because === 'look_back' ? [output] : []));

const takenOn = 60;
const noticeOn = 75;
/** So much taken that it is nobody's news in calm times, and somebody's news around a notice. */
const between = (calm: (count: number) => EngineInput[], hot: (count: number) => EngineInput[]): number => {
  for (let count = 14; count < 40; count += 1) {
    if (alerts(run(calm(count))).length > 0) break;
    if (alerts(run(hot(count))).length > 0) return count;
  }
  throw new Error('no day lies between the two thresholds');
};
const declared = fact(noticeOn, 'resignation_declared');
const taken = (count: number): EngineInput[] => [...quiet(0, 60), ...taking(takenOn, count), ...quiet(61, 75)];
const justUnder = between(taken, (count) => [...taken(count), declared]);
const before = taken(justUnder);

describe('A notice that is recorded', () => {
  it('judges the days before it again, marks what it found, and leaves what was said', () => {
    const without = run(before);
    const outputs = run([...before, declared]);
    expect(outputs.slice(0, without.length)).toEqual(without);
    const day = dateOfDay(firstDay + takenOn);
    expect(lookBacks(outputs)).toMatchObject([{ date: day, band: 'elevated' }]);
    expect(alerts(outputs)).toMatchObject([
      { date: day, lookBack: true, resignationId: declared.kind === 'hr' ? declared.id : '' },
    ]);
    const said = without.find((output) => output.kind === 'assessment' && output.date === day);
    expect(said).toMatchObject({ band: 'normal', score: lookBacks(outputs)[0]?.score });
  });

  it('looks back over the days of the policy, and over the thirty before the notice', () => {
    const late = [...quiet(0, 60), ...taking(takenOn, justUnder), ...quiet(61, 95)];
    expect(lookBacks(run([...late, fact(95, 'resignation_declared')]))).toEqual([]);
    expect(lookBacks(run([...late, fact(95, 'resignation_declared', noticeOn)]))).toHaveLength(1);
  });

  it('entered in error is from then on as if it had never been, and what it made of past days is taken back', () => {
    const outputs = run([...before, declared, fact(76, 'resignation_entered_in_error')]);
    expect(lookBacks(outputs).map(({ band }) => band)).toEqual(['elevated', 'normal']);
    const after = [...quiet(77, 90), ...taking(90, justUnder), ...quiet(91, 93)];
    const scored = (inputs: readonly EngineInput[]) =>
      run([...inputs, ...after]).filter(
        (output) => output.kind === 'assessment' && output.date >= dateOfDay(firstDay + 77),
      );
    const wrong = scored([...quiet(0, 75), declared, fact(76, 'resignation_entered_in_error')]);
    expect(wrong.length).toBeGreaterThan(10);
    expect(wrong).toEqual(scored(quiet(0, 75)));
  });

  it('entered in error takes back also that the person has left', () => {
    const gone = [...quiet(0, 75), fact(noticeOn, 'left')];
    const later = (count: number) => [...quiet(77, 80), ...taking(80, count), ...quiet(81, 83)];
    const here = [...gone, fact(76, 'resignation_entered_in_error')];
    const count = between(
      (some) => [...here, ...later(some)],
      (some) => [...gone, ...later(some)],
    );
    expect(run([...here, ...later(count)])).toEqual(
      expect.arrayContaining([expect.objectContaining({ date: dateOfDay(firstDay + 80), band: 'normal' })]),
    );
  });

  it('ends when the person is hired again after having left', () => {
    const gone = [...quiet(0, 75), declared, fact(76, 'left')];
    const later = (count: number) => [...quiet(78, 80), ...taking(80, count), ...quiet(81, 83)];
    const again = { ...hired(at(77)), from: dateOfDay(firstDay + 77) };
    const count = between(
      (some) => [...gone, again, ...later(some)],
      (some) => [...gone, ...later(some)],
    );
    expect(alerts(run([...gone, again, ...later(count)]))).toEqual([]);
  });

  it('withdrawn ends from that moment, and takes nothing back', () => {
    const outputs = run([...before, declared, fact(76, 'resignation_withdrawn'), ...quiet(77, 90)]);
    expect(lookBacks(outputs).map(({ band }) => band)).toEqual(['elevated']);
    const still = [...quiet(0, 75), declared];
    const later = (count: number) => [...quiet(77, 80), ...taking(80, count), ...quiet(81, 83)];
    const withdrawn = [...still, fact(76, 'resignation_withdrawn')];
    const count = between(
      (some) => [...withdrawn, ...later(some)],
      (some) => [...still, ...later(some)],
    );
    expect(run([...withdrawn, ...later(count)])).toEqual(
      expect.arrayContaining([expect.objectContaining({ date: dateOfDay(firstDay + 80), band: 'normal' })]),
    );
  });
});
