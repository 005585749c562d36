import { describe, expect, it } from '@jest/globals';
import { createEngine } from './create-engine.js';
import type { ActivityRecord, DetectionEngine, EngineInput, EngineOutput } from './engine.js';
import { firstPolicy } from './policy.js';
import { activityRecord, hired } from './testing/inputs.js';

const at = (day: number, minute: number): string => new Date(Date.UTC(2026, 0, 5 + day, 9, minute)).toISOString();
let serial = 0;
const activity = (over: Partial<ActivityRecord> & { at: string }): EngineInput => ({
  kind: 'activity',
  record: activityRecord({ id: `a-${(serial += 1)}`, ...over }),
});
const policy: Extract<EngineInput, { kind: 'policy' }> = {
  kind: 'policy',
  recordedAt: at(0, 0),
  version: 1,
  policy: { ...firstPolicy, mode: 'on' },
};
const newcomer = hired(at(0, 0));
/** Weekdays of ten views of twenty known customers. */
const quietDays = (days: number): EngineInput[] =>
  Array.from({ length: days }, (_, day) => day)
    .filter((day) => day % 7 < 5)
    .flatMap((day) =>
      Array.from({ length: 10 }, (_, k) => activity({ at: at(day, k), objects: [`c-${(day + k) % 20}`] })),
    );
const run = (engine: DetectionEngine, inputs: readonly EngineInput[]): EngineOutput[] =>
  inputs.flatMap((input) => [...engine.step(input)]);
const alerts = (outputs: readonly EngineOutput[]) => outputs.filter((output) => output.kind === 'alert');
const grab = (day: number, objects: number): EngineInput[] =>
  Array.from({ length: objects }, (_, k) =>
    activity({
      at: at(day, Math.floor(k / 5)),
      action: 'copy',
      objects: [`x-${k}`],
      portfolio: 'other',
      destination: 'removable:u',
    }),
  );

describe('The detection engine', () => {
  it('alerts once, on the day, when somebody copies colleagues’ customers to a stick', () => {
    serial = 0;
    const outputs = run(createEngine(new Map()), [policy, newcomer, ...quietDays(60), ...grab(60, 60)]);
    const [alert, ...more] = alerts(outputs).filter((output) => output.kind === 'alert' && output.opens);
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ employee: 'e-1', date: '2026-03-06', opens: true, lookBack: false });
  });

  it('expects on a weekday what is usual on it: the calls of every Monday are none on a Wednesday', () => {
    const views = (day: number, count: number): EngineInput[] =>
      Array.from({ length: count }, (_, k) => activity({ at: at(day, k), objects: [`c-${(day + k) % 20}`] }));
    const weeks = Array.from({ length: 140 }, (_, day) => day)
      .filter((day) => day % 7 < 5)
      .flatMap((day) => views(day, day % 7 === 0 ? 40 : 8 + (day % 5)));
    const surpriseOf = (last: number): number => {
      serial = 0;
      const outputs = run(createEngine(new Map()), [
        policy,
        newcomer,
        ...weeks,
        ...views(last, 40),
        ...views(last + 1, 1),
      ]);
      const said = outputs.filter((output) => output.kind === 'assessment' && output.because === 'closed').at(-1);
      return said?.kind === 'assessment' ? (said.surprise ?? Number.NaN) : Number.NaN;
    };
    expect(surpriseOf(142)).toBeGreaterThan(surpriseOf(140) + 0.5);
  });

  it('says nothing about ordinary work', () => {
    serial = 0;
    expect(alerts(run(createEngine(new Map()), [policy, newcomer, ...quietDays(120)]))).toEqual([]);
  });

  it('raises nothing in shadow mode', () => {
    serial = 0;
    expect(alerts(run(createEngine(new Map()), [newcomer, ...quietDays(60), ...grab(60, 60)]))).toEqual([]);
  });

  it('alerts on a canary from the first minute', () => {
    serial = 0;
    const canaries: EngineInput = { kind: 'canaries', recordedAt: at(0, 0), objects: ['decoy'] };
    const [alert] = alerts(
      run(createEngine(new Map()), [policy, canaries, newcomer, activity({ at: at(0, 1), objects: ['decoy'] })]),
    );
    expect(alert).toMatchObject({ severity: 'critical', delivery: 'now', parts: [{ indicator: 'canary_touched' }] });
  });

  it('alerts on a decoy that was tried in vain, and not on one that merely stands in a list', () => {
    serial = 0;
    const canaries: EngineInput = { kind: 'canaries', recordedAt: at(0, 0), objects: ['c-decoy'] };
    const listed = activity({ at: at(1, 0), action: 'list', objects: ['c-1', 'c-decoy'] });
    const tried = activity({ at: at(1, 1), outcome: 'denied', objects: ['c-decoy'] });
    const engine = createEngine(new Map());
    expect(alerts(run(engine, [policy, newcomer, canaries, listed]))).toEqual([]);
    expect(alerts(run(engine, [tried]))).toMatchObject([{ severity: 'critical', at: at(1, 1) }]);
  });

  it('says of an open episode that a decoy was touched in it: it became graver', () => {
    serial = 0;
    const capped: EngineInput = {
      ...policy,
      policy: { ...policy.policy, caps: { ...policy.policy.caps, exportRows: 200 } },
    };
    const canaries: EngineInput = { kind: 'canaries', recordedAt: at(0, 0), objects: ['c-decoy'] };
    const exported = activity({ at: at(1, 0), action: 'export', objects: ['c-1'], rows: 500 });
    const touched = [0, 1].map((minute) => activity({ at: at(2, minute), objects: ['c-decoy'] }));
    expect(
      alerts(run(createEngine(new Map()), [capped, hired(at(0, 0)), canaries, exported, ...touched])),
    ).toMatchObject([
      { episode: 1, opens: true, escalates: false, severity: 'high' },
      { episode: 1, opens: false, escalates: true, severity: 'critical' },
    ]);
  });

  it('alerts anew on a decoy that is touched after the alert of that day was judged', () => {
    serial = 0;
    const canaries: EngineInput = { kind: 'canaries', recordedAt: at(0, 0), objects: ['c-decoy'] };
    const touch = (minute: number) => activity({ at: at(0, minute), objects: ['c-decoy'] });
    const disposed: EngineInput = {
      kind: 'disposition',
      recordedAt: at(0, 5),
      employee: 'e-1',
      episode: 1,
      from: '2026-01-05',
      to: '2026-01-05',
      verdict: 'benign',
    };
    const engine = createEngine(new Map());
    run(engine, [policy, newcomer, canaries, touch(1), disposed]);
    expect(alerts(run(engine, [activity({ at: at(0, 6), objects: ['c-1'] })]))).toEqual([]);
    expect(alerts(run(engine, [touch(7)]))).toMatchObject([
      { episode: 2, opens: true, severity: 'critical', at: at(0, 7), parts: [{ observed: 2 }] },
    ]);
    expect(alerts(run(engine, [touch(8)]))).toEqual([]);
  });

  it('counts what lists and searches show, and views whose customers are not named', () => {
    serial = 0;
    const lists = Array.from({ length: 5 }, (_, k) =>
      activity({ at: at(60, k), action: 'list', rows: 10_000, sensitivity: 'trade_secret', portfolio: 'other' }),
    );
    const outputs = run(createEngine(new Map()), [
      policy,
      newcomer,
      ...quietDays(60),
      ...lists,
      activity({ at: at(61, 0) }),
    ]);
    const said = outputs.filter((output) => output.kind === 'assessment' && output.date === '2026-03-06').at(-1);
    expect(said?.kind === 'assessment' && said.parts).toMatchObject([{ indicator: 'listed_rows', observed: 50_000 }]);
    const capped: EngineInput = {
      ...policy,
      policy: { ...policy.policy, caps: { ...policy.policy.caps, viewsPerHour: 400 } },
    };
    const unnamed = activity({ at: at(0, 5), objects: [], rows: 401 });
    expect(alerts(run(createEngine(new Map()), [capped, newcomer, unnamed]))).toMatchObject([{ severity: 'high' }]);
  });

  it('closes the episode that a disposition is about, and no other', () => {
    serial = 0;
    const judgedOn = (from: string, to: string): EngineInput => ({
      kind: 'disposition',
      recordedAt: at(62, 0),
      employee: 'e-1',
      episode: null,
      from,
      to,
      verdict: 'benign',
    });
    const closedBy = (disposition: EngineInput) => {
      const engine = createEngine(new Map());
      run(engine, [policy, newcomer, ...quietDays(60), ...grab(60, 60)]);
      return run(engine, [disposition]).filter(({ kind }) => kind === 'episode_closed').length;
    };
    expect(closedBy(judgedOn('2026-01-06', '2026-01-07'))).toBe(0);
    expect(closedBy(judgedOn('2026-03-05', '2026-03-06'))).toBe(1);
  });

  it('shows evidence for every part, as long as it adds to the score', () => {
    serial = 0;
    const after = Array.from({ length: 40 }, (_, k) => k + 61)
      .filter((day) => day % 7 < 5)
      .map((day) => activity({ at: at(day, 0), objects: ['c-1'] }));
    const outputs = run(createEngine(new Map()), [policy, newcomer, ...quietDays(60), ...grab(60, 60), ...after]);
    const parts = outputs.flatMap((output) => (output.kind === 'assessment' ? output.parts : []));
    expect(parts.length).toBeGreaterThan(20);
    expect(parts.filter(({ events }) => events.length === 0)).toEqual([]);
  });

  it('shows evidence of a great theft for as long as it takes to fade', () => {
    serial = 0;
    const theft = [60, 61, 62, 63, 64].flatMap((day) => grab(day, 290));
    const after = Array.from({ length: 42 }, (_, k) => activity({ at: at(65 + k, 0), objects: ['c-1'] }));
    const outputs = run(createEngine(new Map()), [policy, newcomer, ...quietDays(60), ...theft, ...after]);
    const parts = outputs.flatMap((output) => (output.kind === 'assessment' ? output.parts : []));
    expect(parts.filter(({ events, observed }) => events.length === 0 || observed === 0)).toEqual([]);
  });

  it('says of a share what is usual among as many customers, also while it is remembered', () => {
    serial = 0;
    // Of twenty customers a day six are new.
    const prospecting = Array.from({ length: 60 }, (_, day) => day).flatMap((day) =>
      Array.from({ length: 20 }, (_, k) =>
        activity({ at: at(day, k), objects: [k < 6 ? `n-${day}-${k}` : `c-${k}`], portfolio: 'unknown' }),
      ),
    );
    const strangers = Array.from({ length: 5 }, (_, k) => activity({ at: at(60, k), objects: [`x-${k}`] }));
    const after = [61, 62].map((day) => activity({ at: at(day, 0), objects: ['c-7'] }));
    const outputs = run(createEngine(new Map()), [policy, newcomer, ...prospecting, ...strangers, ...after]);
    const shares = outputs
      .flatMap((output) => (output.kind === 'assessment' && output.date > '2026-03-05' ? output.parts : []))
      .filter(({ indicator }) => indicator === 'first_time_share');
    expect(shares.map(({ observed }) => observed)).toEqual([5, 5]);
    for (const { expectedSelf } of shares) expect(expectedSelf).toBeCloseTo(5 * (6 / 20), 0);
  });

  it('goes on from stored chunks as if it had never stopped', () => {
    serial = 0;
    const inputs = [policy, newcomer, ...quietDays(60), ...grab(60, 60), ...quietDays(90).slice(-40)];
    const whole = run(createEngine(new Map()), inputs);
    for (const cut of [1, 137, 300, 425, inputs.length - 3]) {
      const chunks = new Map<string, string>();
      const first = createEngine(chunks);
      const outputs = run(first, inputs.slice(0, cut));
      for (const [name, text] of first.takeChanged()) chunks.set(name, text);
      outputs.push(...run(createEngine(chunks), inputs.slice(cut)));
      expect(JSON.stringify(outputs)).toBe(JSON.stringify(whole));
    }
  });

  it('adds its parts up to the score', () => {
    serial = 0;
    const outputs = run(createEngine(new Map()), [policy, newcomer, ...quietDays(60), ...grab(60, 60), ...grab(61, 3)]);
    const scored = outputs.filter((output) => output.kind === 'assessment' && output.score !== null);
    expect(scored.length).toBeGreaterThan(30);
    for (const output of scored) {
      if (output.kind !== 'assessment') continue;
      const sum = output.parts.reduce((total, part) => total + part.contribution, 0);
      expect(Math.abs(sum - (output.score ?? 0))).toBeLessThan(1e-6);
    }
  });

  it('looks back when a resignation is recorded, and says so', () => {
    serial = 0;
    const notice: EngineInput = {
      kind: 'hr',
      id: 'r-1',
      recordedAt: at(75, 0),
      employee: 'e-1',
      fact: 'resignation_declared',
      date: '2026-03-20',
      lastWorkingDay: '2026-04-20',
    };
    const shadowed = run(createEngine(new Map()), [
      newcomer,
      ...quietDays(60),
      ...grab(60, 60),
      { ...policy, recordedAt: at(70, 0) },
      notice,
    ]);
    expect(alerts(shadowed)).toMatchObject([{ lookBack: true, resignationId: 'r-1', date: '2026-03-06' }]);
  });
});
