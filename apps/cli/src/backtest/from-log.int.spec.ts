import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assessmentLine } from '#detection/backtest/output-lines';
import type { Sinks } from '#detection/backtest/backtest';
import { createEngine } from '#detection/create-engine';
import type { ActivityRecord } from '#detection/engine';
import { simulateFirm } from '#detection/simulate/simulate-firm';
import { seeded } from '#detection/simulate/random';
import { dayMs, hourMs, isoOf } from '#detection/time/instant';
import { accessDenied, accessEventOf } from '#domain/access/access.events';
import { alertDecider } from '#domain/alert/alert.decider';
import { employeeTransferred, resignationDeclared, resignationWithdrawn } from '#domain/employee/employee.events';
import { canariesPublished, detectionPolicyPublished } from '#domain/policy/policy.events';
import { streams } from '#domain/streams';
import type { EventNamed } from '#domain/events';
import { handleCommand } from '#event-store/handle-command';
import type { EventToRecord } from '#event-store/log';
import { detectionPolicy } from '#test/support/detection-policy';
import { hired } from '#test/support/hired';
import { metadataBy } from '#test/support/log';
import { Scorer } from '#worker/score/scorer';
import { ScoringStore } from '#worker/score/scoring-store';
import { scoredLog } from '#worker/testing/scored-log';
import type { ScoredLog } from '#worker/testing/scored-log';
import { logSource } from './from-log.js';
import type { Given, RunOptions } from './source.js';

const days = process.env['TRIALS'] === 'long' ? 365 : 31;
const firstDay = 20_515;
const firm = simulateFirm({
  employees: 8,
  days,
  seed: 7,
  firstDay,
  rhythm: 'office',
  leakShare: 0.25,
  leaks: ['two_day_grab', 'exports_under_cap'],
  benignLeaverShare: 0,
  handOverShare: 0,
  surges: 0,
  spread: 1,
});
const people = firm.people.map(({ employee }) => employee);
const [mover = '', leaver = ''] = people;

let nowMs = firstDay * dayMs;
let log: ScoredLog;
beforeAll(async () => {
  log = await scoredLog({ clock: () => new Date(nowMs) });
});
afterAll(() => log.close());

const by = (actor: string) => metadataBy(actor, isoOf(nowMs));
const append = (stream: string, events: readonly EventToRecord[]) => log.log.append(stream, 'any', events, by('crm'));
const scorer = () =>
  new Scorer({
    log: log.log,
    store: new ScoringStore(log.pool),
    createEngine,
    onError: (error) => {
      throw error;
    },
  });

type Received = { readonly record: ActivityRecord; readonly atMs: number; readonly receivedMs: number };
/** Some come hours or days after they happened, a few too late to count, and none in the order in which they happened. */
function received(): readonly Received[] {
  const random = seeded(3);
  const delayMs = (): number => {
    if (random.chance(0.01)) return 9 * dayMs;
    if (random.chance(0.07)) return random.between(1, 160) * hourMs;
    return random.between(0, 20) * 60_000;
  };
  return [...firm.days()]
    .flat()
    .map((record) => ({ record, atMs: Date.parse(record.at) }))
    .map((one) => ({ ...one, receivedMs: one.atMs + delayMs() }))
    .filter(({ receivedMs }) => receivedMs < (firstDay + days) * dayMs)
    .toSorted((a, b) => a.receivedMs - b.receivedMs);
}

function accessOf({ record, atMs, receivedMs }: Received): EventToRecord {
  const { employee, action, kind, objects, rows, sensitivity, portfolio, device, destination, bytes } = record;
  const data = {
    employeeId: employee,
    customerIds: [...objects],
    kinds: kind === null ? [] : [kind],
    rows,
    sensitivity,
    portfolio,
    device,
    destination,
    bytes,
    late: receivedMs - atMs > 7 * dayMs,
  };
  const event = record.outcome === 'denied' ? accessDenied.of({ ...data, action }) : accessEventOf[action].of(data);
  return { ...event, occurredAt: record.at };
}

/** What else happens in the firm, by day. */
const happenings: Readonly<Record<number, () => Promise<unknown>>> = {
  8: () =>
    append(streams.employee(mover), [
      employeeTransferred.of({ employeeId: mover, team: 'West', effectiveOn: isoOf(nowMs).slice(0, 10) }),
    ]),
  20: () =>
    append(streams.employee(leaver), [
      resignationDeclared.of({
        employeeId: leaver,
        noticeOn: isoOf(nowMs).slice(0, 10),
        lastWorkingDay: isoOf(nowMs + 60 * dayMs).slice(0, 10),
      }),
    ]),
  26: () => append(streams.employee(leaver), [resignationWithdrawn.of({ employeeId: leaver }, { reason: 'stays' })]),
};

async function openFirm(): Promise<void> {
  const effectiveFrom = isoOf(nowMs);
  const policy = detectionPolicy({ caps: { exportRowsPerDay: 60, exportRows: 40, viewsPerHour: 60 } });
  await append(streams.policy('detection'), [detectionPolicyPublished.of({ version: 1, effectiveFrom, ...policy })]);
  const canaries = canariesPublished.of({ version: 1, effectiveFrom, customerIds: [...firm.canaries] });
  await append(streams.policy('canaries'), [canaries]);
  for (const { employee, team, role, region, timezone, from } of firm.people)
    await append(streams.employee(employee), [
      hired(employee, { team, role, region, timezone, hiredOn: from }, { email: `${employee}@firm.example` }),
    ]);
}

/** The month as it happens: acts in bundles of a person and an hour, and a worker that wakes now and then. */
async function live(): Promise<void> {
  await openFirm();
  let worker = scorer();
  const random = seeded(11);
  let day = 0;
  const bundles = new Map<string, Received[]>();
  for (const one of received()) {
    const key = `${one.record.employee}/${Math.floor(one.receivedMs / hourMs)}`;
    bundles.set(key, [...(bundles.get(key) ?? []), one]);
  }
  for (const bundle of [...bundles.values()].toSorted((a, b) => last(a) - last(b))) {
    nowMs = last(bundle);
    for (; day < Math.floor(nowMs / dayMs) - firstDay; day += 1) await happenings[day]?.();
    const [first] = bundle;
    await append(streams.access(first?.record.employee ?? '', isoOf(nowMs).slice(0, 10)), bundle.map(accessOf));
    if (random.chance(0.02)) await worker.run();
    if (random.chance(0.003)) {
      await worker.stop();
      worker = scorer();
    }
    if (random.chance(0.01)) await disposeOfTheOldest();
  }
  await worker.run();
  await worker.stop();
}
const last = (bundle: readonly Received[]): number => bundle.at(-1)?.receivedMs ?? 0;

async function disposeOfTheOldest(): Promise<void> {
  const open = new Set<string>();
  for (const event of await recordedOf('AlertRaised')) open.add(event.data.alertId);
  for (const event of await recordedOf('AlertDisposed')) open.delete(event.data.alertId);
  const [alertId] = open;
  if (alertId === undefined) return;
  const command = { type: 'DisposeAlert', by: 'officer', verdict: 'confirmed', reason: 'it was so' } as const;
  await handleCommand(log.log, alertDecider, { stream: streams.alert(alertId), command, metadata: by('officer') });
}

async function recordedOf<T extends EventNamed<'RiskAssessed' | 'AlertRaised' | 'AlertDisposed'>['type']>(type: T) {
  const found: Extract<EventNamed<'RiskAssessed' | 'AlertRaised' | 'AlertDisposed'>, { type: T }>[] = [];
  for await (const event of log.log.readAll({ filter: { types: [type] } }))
    found.push(event as unknown as (typeof found)[number]);
  return found;
}

/** What the worker wrote, as a backtest writes it. */
const assessmentWritten = ({ data }: EventNamed<'RiskAssessed'>): string =>
  assessmentLine({
    kind: 'assessment',
    employee: data.employeeId,
    ...data,
    parts: data.parts.map((part) => ({
      indicator: part.indicator,
      contribution: part.contribution,
      observed: part.observed,
      expectedSelf: part.expectedSelf,
      expectedPeers: part.expectedPeers,
      eventCount: part.eventCount,
      events: part.events,
    })),
    inputHash: data.model.inputHash,
  });

const whole: Given = { strict: false };
const options: RunOptions = { from: null, to: null, state: null, continues: false, onProgress: () => undefined };

/** What is said before open days are closed for the sake of the report. */
async function backtested(given: Given = whole) {
  const assessments: string[] = [];
  const alerts: string[] = [];
  let settled = false;
  const sinks: Sinks = {
    score: () => undefined,
    alert: (line) => void (settled || alerts.push(line)),
    assessment: (line) => void (settled || assessments.push(line)),
    provisional: () => {
      settled = true;
    },
  };
  const source = await logSource(log.log, given, null);
  const { summary } = await source.run(options, sinks);
  return { assessments, alerts, summary };
}

const ofPerson = (lines: readonly string[], employee: string) =>
  lines.filter((line) => line.startsWith(`{"employee":"${employee}"`));

describe('a backtest of the live log', () => {
  it(
    'says what the worker said as it happened, to the byte, however often the worker slept and started anew',
    async () => {
      await live();
      const written = (await recordedOf('RiskAssessed')).map(assessmentWritten);
      const { assessments, alerts, summary } = await backtested();
      for (const employee of people) expect(ofPerson(assessments, employee)).toEqual(ofPerson(written, employee));
      const raised = (await recordedOf('AlertRaised')).map(
        ({ data }) => `${data.employeeId} ${data.episode} ${data.at}`,
      );
      type Line = { readonly employee: string; readonly episode: number; readonly at: string };
      const lines = alerts.map((line) => JSON.parse(line) as Line);
      // A further line of an episode says that it became graver; the worker extended its alert.
      const isSame = (one: Line) => (other: Line) => one.employee === other.employee && one.episode === other.episode;
      const found = lines.filter((line, place) => lines.findIndex(isSame(line)) === place);
      expect(found.map(({ employee, episode, at }) => `${employee} ${episode} ${at}`).toSorted()).toEqual(
        raised.toSorted(),
      );
      expect(summary).toMatchObject({ people: 8, unknownEmployees: 0 });
      // The month has everything that could make a difference.
      expect(written.length).toBeGreaterThan(8 * 15);
      expect(raised.length).toBeGreaterThan(2);
      for (const because of ['closed', 'band_change', 'late'])
        expect(written.filter((line) => line.includes(`"because":"${because}"`)).length).toBeGreaterThan(0);
      expect((await recordedOf('AlertDisposed')).length).toBeGreaterThan(0);
    },
    process.env['TRIALS'] === 'long' ? 1_200_000 : 120_000,
  );
});
