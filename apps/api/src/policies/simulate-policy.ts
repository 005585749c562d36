import type { ComparedAlert } from '#detection/backtest/compare';
import type { EngineInput } from '#detection/engine';
import { comparePolicies } from '#detection/from-log/compare-policies';
import { Facts, scoredTypes, standingTypes } from '#detection/from-log/facts';
import type { LogFact } from '#detection/from-log/facts';
import { told } from '#detection/from-log/told';
import { employmentAt } from '#domain/employee/employee';
import { detectionPolicyMustHold } from '#domain/policy/detection-policy.decider';
import type { DetectionPolicy } from '#domain/policy/detection-policy';
import { streams } from '#domain/streams';
import type { Log } from '#event-store/log';
import { positionBefore } from '#read-model/queries/log-places';
import type { Desk } from '../desk.js';
import type { Person } from '../http/principal.js';
import { labelsFor } from '../labels/labels.js';
import { defineQuery } from '../use-case.js';
import { inSlices } from './in-slices.js';
import { indicatorsMustExist } from './publish-policy.js';

type Asked = { readonly draft: DetectionPolicy; readonly reader: Person; readonly now: string };

const dayMs = 86_400_000;
export const simulatedDays = 30;
/** What was before is left out, but for who worked here: a year is enough to know what is usual. */
const learnedDays = 365;
const longestMs = 20_000;

/**
 * Replays the last 30 days of the log under the policy in force and under a draft, and says which alerts would come
 * and go: never those about the reader.
 * @throws Refusal `policy.invalid`, `simulation.too_long`
 */
export const simulatePolicy = defineQuery(
  'SimulatePolicy',
  async (desk: Pick<Desk, 'log' | 'pool' | 'view' | 'live'>, { draft, reader, now }: Asked) => {
    detectionPolicyMustHold(draft);
    indicatorsMustExist(draft);
    const from = new Date(Date.parse(now) - simulatedDays * dayMs).toISOString();
    // The replay reads the log to its head; whom it names must be known here as well.
    await desk.live.passed(await desk.log.store.head());
    const begin = await positionBefore(desk.pool, new Date(Date.parse(from) - learnedDays * dayMs).toISOString());
    const policies = { from, now: await policyInForce(desk.log), draft };
    const inputs = inputsOf(told(desk.log.facts, eventsSince(desk.log, begin), new Facts(new Map())));
    const compared = await comparePolicies(inSlices(inputs, longestMs), policies);
    const others = (alerts: readonly ComparedAlert[]) =>
      alerts.filter(({ employee }) => employee !== reader.employeeId);
    const gained = others(compared.gained);
    const lost = others(compared.lost);
    const ids = [...gained, ...lost].map(({ employee }) => employee);
    const label = await labelsFor(desk, reader, ids, now);
    const shown = ({ employee: id, date, severity }: ComparedAlert) => {
      const employee = desk.view.people.employee(id);
      const { team = '', role = '' } = employee === undefined ? {} : employmentAt(employee, now);
      return { team, role, employee: { id, label: label(id) }, date, severity };
    };
    return {
      days: simulatedDays,
      alertsGained: gained.map(shown).sort(byTeamAndRole),
      alertsLost: lost.map(shown).sort(byTeamAndRole),
      // Thirty days are taken for a month.
      alertsPerMonth: { now: others(compared.now).length, draft: others(compared.draft).length },
    };
  },
);

/** As the log has it; null before one was published. */
async function policyInForce({ facts }: Pick<Log, 'facts'>): Promise<DetectionPolicy | null> {
  for await (const event of facts.readStream(streams.policy('detection'), { direction: 'backwards', limit: 1 }))
    if (event.type === 'DetectionPolicyPublished') return event.data;
  return null;
}

async function* eventsSince({ facts }: Pick<Log, 'facts'>, begin: string): AsyncGenerator<LogFact> {
  if (begin !== '')
    for await (const event of facts.readAll({ filter: { types: standingTypes } })) {
      if (event.position > begin) break;
      yield event;
    }
  yield* facts.readAll({ from: begin, filter: { types: scoredTypes } });
}

async function* inputsOf(events: ReturnType<typeof told>): AsyncGenerator<readonly EngineInput[]> {
  for await (const { inputs } of events) yield inputs;
}

type Shown = { readonly team: string; readonly role: string; readonly date: string };
const byTeamAndRole = (a: Shown, b: Shown): number =>
  compare(a.team, b.team) || compare(a.role, b.role) || compare(a.date, b.date);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
