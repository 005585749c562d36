import type { Person } from '#domain/access/scope';
import { chainFor, isForDeparting } from '#domain/policy/approval-chains';
import type { ApprovalChain, ApprovalLevel, RoutingFacts } from '#domain/policy/approval-chains';
import type { Tier } from '#domain/policy/tier-policy';
import { Refusal } from '#domain/refusal';
import { denied } from '../access/denied.js';
import type { Desk } from '../desk.js';
import { defineQuery } from '../use-case.js';
import { exportableFields } from './exportable-fields.js';
import { selectRows } from './select-rows.js';
import type { RowFilter, SelectedRows } from './select-rows.js';

type Needs = Pick<Desk, 'live' | 'view' | 'pool' | 'access'>;
type Asked = {
  readonly employeeId: string;
  readonly filter: RowFilter;
  readonly fields: readonly string[];
  readonly now: string;
};
type Weighed = {
  readonly person: Person;
  readonly tier: Tier | undefined;
  readonly selected: SelectedRows;
  readonly facts: RoutingFacts;
} & (
  | {
      readonly chain: ApprovalChain;
      readonly refused: null;
      readonly policy: NonNullable<Desk['view']['policies']['chains']>;
    }
  | { readonly refused: { readonly because: string; readonly error: Error } }
);

/**
 * What an export would release, the chain that it would go through, or why it may not be asked for.
 * @throws Refusal `not_found` (nobody has the employee's id), `view.lagging`
 */
export async function weighRequest(desk: Needs, { employeeId, filter, fields, now }: Asked): Promise<Weighed> {
  const { view } = desk;
  desk.live.requireFresh();
  const person = view.personOf(employeeId, now);
  const tier = view.tierOf(employeeId, now)?.tier;
  if (person === undefined) throw new Refusal('not_found', 'There is no such employee.');
  const found = tier === undefined ? nothing : await selectRows(desk, person, tier, filter, now);
  const selected = found ?? nothing;
  const rows = selected.ids.length;
  const facts = {
    rows,
    highestSensitivity: selected.highestSensitivity,
    requesterDeparting: person.departure === 'declared',
  };
  const policy = view.policies.chains;
  const chain = policy && chainFor(policy, 'export', facts);
  const decided = desk.access.decide({
    employeeId,
    action: 'export',
    customerIds: [],
    fields,
    rows,
    approval: chain === undefined ? 'none' : isForDeparting(chain) ? 'chain_for_departing' : 'chain',
  });
  const weighed = { person, tier, selected, facts };
  if (found === undefined) return { ...weighed, refused: { because: 'scope', error: noneOfTheirs() } };
  if (decided.decision === 'deny' || policy === undefined || chain === undefined)
    return {
      ...weighed,
      refused: { because: decided.reasons[0] ?? 'approval.required', error: denied(decided) },
    };
  if (rows > policy.exportRowCap)
    return { ...weighed, refused: { because: 'export.cap', error: tooMany(rows, policy.exportRowCap) } };
  return { ...weighed, chain, refused: null, policy };
}

/**
 * What a request would show once it was made; nothing is asked for and nothing recorded: it names no customer.
 * @throws as the request would
 */
export const previewExport = defineQuery('PreviewExport', async (desk: Needs, asked: Asked) => {
  const weighed = await weighRequest(desk, asked);
  if (weighed.refused !== null) throw weighed.refused.error;
  return {
    ...shownPreview(weighed.selected, weighed.chain),
    grantHours: weighed.policy.exportGrantHours,
    exportableFields: await exportableFields(desk, weighed, asked),
  };
});

export const shownPreview = ({ ids, leftOut, highestSensitivity }: SelectedRows, { levels }: ApprovalChain) => ({
  rows: ids.length,
  leftOut,
  highestSensitivity,
  chain: levels.map(shownLevel),
});
export const shownLevel = ({ name, approvers }: Pick<ApprovalLevel, 'name' | 'approvers'>) => ({
  level: name,
  approvers,
});

const nothing: SelectedRows = { ids: [], leftOut: 0, highestSensitivity: null };

const noneOfTheirs = (): Refusal => new Refusal('not_found', 'Some of these customers do not exist.', '/filter/ids');

const tooMany = (rows: number, cap: number): Refusal =>
  new Refusal('export.cap', `An export has at most ${cap} rows; this one would have ${rows}.`);
