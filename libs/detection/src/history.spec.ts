import { describe, expect, it } from '@jest/globals';
import { createEngine } from './create-engine.js';
import type { ActivityRecord, DetectionEngine, EngineInput, EngineOutput } from './engine.js';
import { firstPolicy } from './policy.js';
import { activityRecord, hired } from './testing/inputs.js';

/** An instant on a weekday, and the one at which the import is received. */
const at = (day: number, minute: number): string => new Date(Date.UTC(2026, 0, 5 + day, 9, minute)).toISOString();
const goLive = 63;
const start: readonly EngineInput[] = [
  {
    kind: 'policy',
    recordedAt: at(0, 0),
    version: 1,
    policy: { ...firstPolicy, mode: 'on', caps: { ...firstPolicy.caps, viewsPerHour: 50 } },
  },
  { kind: 'canaries', recordedAt: at(0, 0), objects: ['c-canary'] },
  hired(at(0, 0)),
];
let serial = 0;
const view = (occurred: string, recorded: string, over: Partial<ActivityRecord> = {}): EngineInput => ({
  kind: 'activity',
  record: activityRecord({
    id: `a-${(serial += 1)}`,
    at: occurred,
    recordedAt: recorded,
    objects: [`c-${serial % 20}`],
    ...over,
  }),
});
const views = (day: number, count: number, recorded: string | null, over: Partial<ActivityRecord> = {}) =>
  Array.from({ length: count }, (_, k) => view(at(day, k % 50), recorded ?? at(day, k % 50), over));
/** Some weeks of ten views a day, received at once. */
const imported = (recorded: string): EngineInput[] =>
  Array.from({ length: goLive }, (_, day) => day)
    .filter((day) => day % 7 < 5)
    .flatMap((day) => views(day, 10, recorded, { history: true }));
const run = (engine: DetectionEngine, inputs: readonly EngineInput[]): EngineOutput[] =>
  inputs.flatMap((input) => [...engine.step(input)]);
const instantOf = (input: EngineInput): string => (input.kind === 'activity' ? input.record.at : '');
const closed = (outputs: readonly EngineOutput[]) =>
  outputs.filter((output) => output.kind === 'assessment' && output.because === 'closed');

describe('Imported history', () => {
  it('raises nothing, whatever limit it passes, though its day is being lived', () => {
    const inputs = [
      ...start,
      ...views(goLive, 3, null),
      ...views(goLive, 200, at(goLive, 58), { history: true }),
      view(at(goLive, 59), at(goLive, 59), { history: true, objects: ['c-canary'] }),
      ...views(goLive + 1, 3, null),
    ];
    const outputs = run(createEngine(new Map()), inputs);
    expect(outputs.filter(({ kind }) => kind === 'alert')).toEqual([]);
    expect(closed(outputs)).toMatchObject([{ date: '2026-03-09', band: 'learning' }]);
  });

  it('takes nothing from a day that is lived: it is one day, and its limits hold', () => {
    const inputs = [
      ...start,
      ...views(goLive, 1, at(goLive, 0), { history: true }),
      view(at(goLive, 1), at(goLive, 1)),
      ...imported(at(goLive, 2)),
      view(at(goLive, 3), at(goLive, 3), { objects: ['c-canary'] }),
      ...views(goLive + 1, 3, null),
    ];
    const outputs = run(createEngine(new Map()), inputs);
    expect(outputs.filter(({ kind }) => kind === 'alert')).toMatchObject([
      { date: '2026-03-09', severity: 'critical' },
    ]);
    expect(closed(outputs).map((output) => output.kind === 'assessment' && output.date)).toEqual(['2026-03-09']);
  });

  it('teaches what is normal: a person who has some is not learned anew', () => {
    const tomorrow = [...views(goLive + 1, 10, null), ...views(goLive + 2, 1, null)];
    const without = closed(run(createEngine(new Map()), [...start, ...views(goLive, 10, null), ...tomorrow]));
    const inputs = [...start, ...imported(at(goLive, 0)), ...views(goLive, 10, null), ...tomorrow];
    const withIt = closed(run(createEngine(new Map()), inputs));
    expect(without).toMatchObject([{ band: 'learning' }, { band: 'learning' }]);
    expect(withIt).toMatchObject([{ band: 'normal' }, { band: 'normal' }]);
  });

  it('teaches the same in whatever batches it comes, before or beside what is lived', () => {
    const past = imported(at(goLive, 0));
    const batches = past.map((input, n): EngineInput =>
      input.kind === 'activity'
        ? { ...input, record: { ...input.record, recordedAt: at(goLive, Math.floor(n / 25)) } }
        : input,
    );
    const today = views(goLive + 1, 30, null);
    const next = views(goLive + 2, 1, null);
    const said = (inputs: readonly EngineInput[]) => closed(run(createEngine(new Map()), inputs)).at(-1);
    const expected = said([...start, ...past, ...today, ...next]);
    expect(expected).toMatchObject({ date: '2026-03-10', band: 'normal' });
    expect(said([...start, ...batches, ...today, ...next])).toEqual(expected);
  });

  it('goes on from stored chunks in the midst of a day', () => {
    const inputs = [...start, ...imported(at(goLive, 0)), ...views(goLive, 12, null), ...views(goLive + 1, 1, null)];
    const whole = run(createEngine(new Map()), inputs);
    const cut = start.length + 134;
    const first = createEngine(new Map());
    const before = run(first, inputs.slice(0, cut));
    const after = run(createEngine(new Map(first.takeChanged())), inputs.slice(cut));
    expect([...before, ...after]).toEqual(whole);
  });
});

describe('The peers of a firm that brings its past and goes on the same day', () => {
  const people = ['e-1', 'e-2', 'e-3', 'e-4', 'e-5', 'e-6'];
  const past = people.flatMap((employee) =>
    imported(at(goLive, 0)).map((input): EngineInput =>
      input.kind === 'activity'
        ? { ...input, record: { ...input.record, id: `${employee}-${input.record.id}`, employee } }
        : input,
    ),
  );
  const hirings = people.map((employee) => hired(at(0, 0), employee));
  const takes = Array.from({ length: 40 }, (_, k) =>
    view(at(goLive, 1), at(goLive, 1 + (k % 50)), { action: 'copy', objects: [`c-${k % 20}`] }),
  );

  it('are known at once, also where the fold is cut in between', () => {
    const inputs = [...start, ...hirings, ...past, ...takes];
    const outputs = run(createEngine(new Map()), inputs);
    const alert = outputs.find((output) => output.kind === 'alert');
    expect(alert?.kind === 'alert' && alert.parts.map(({ expectedPeers }) => expectedPeers)).not.toContain(null);
    const engine = createEngine(new Map());
    const before = run(engine, inputs.slice(0, -takes.length));
    const again = createEngine(engine.takeChanged());
    expect([...before, ...run(again, takes)]).toEqual(outputs);
  });
});

describe('What is usual in a month', () => {
  it('is of as many days as are compared: of the first, three', () => {
    const past = Array.from({ length: goLive }, (_, day) => day)
      .filter((day) => day % 7 < 5)
      .flatMap((day) =>
        [1, 2].map((k) => view(at(day, k), at(goLive, 0), { history: true, objects: [`n-${day}-${k}`] })),
      );
    const today = Array.from({ length: 200 }, (_, k) =>
      view(at(goLive, k % 50), at(goLive, k % 50), { objects: [`x-${k}`] }),
    ).toSorted((a, b) => (instantOf(a) < instantOf(b) ? -1 : 1));
    const outputs = run(createEngine(new Map()), [...start, ...past, ...today]);
    const months = outputs
      .flatMap((output) => (output.kind === 'alert' ? output.parts : []))
      .filter(({ indicator }) => indicator === 'thin_slice_first_time');
    expect(months.length).toBeGreaterThan(0);
    for (const { expectedSelf } of months) expect(expectedSelf).toBe(6);
  });
});
