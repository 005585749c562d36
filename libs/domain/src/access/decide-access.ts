import type { Tier } from '../policy/tier-policy.js';
import { grants, highestOf, isAbove, kinds as allKinds } from '../values.js';
import type { Action, Grant, Kind, Portfolio, Sensitivity } from '../values.js';
import { guardsOf, isWithin, portfolioOf, relationTo, scopeOf } from './scope.js';
import type { CustomerFacts, Person } from './scope.js';
import { isNear, isPast, limitOf, usageOf } from './usage.js';
import type { Usage } from './usage.js';

/** What somebody wants to do, and everything that it is decided on. Time is in the facts: who is leaving, today's usage. */
export type AccessQuestion = {
  readonly person: Person;
  /** Undefined while no published policy gives the person one. */
  readonly tier: Tier | undefined;
  readonly action: Action;
  readonly customers: readonly CustomerFacts[];
  /** Objects asked about that no customer here is. */
  readonly unknownCustomers: number;
  readonly kinds: readonly Kind[];
  /** `<kind>.<field>`; the kind of each counts as asked for. */
  readonly fields: readonly string[];
  readonly rows: number;
  readonly usedToday: Usage;
  /** The approval that an export goes through; rows never leave without one. */
  readonly approval: 'none' | 'chain' | 'chain_for_departing';
};

/** Stable and public: shown to whoever is denied, the same whatever an investigation knows. */
type Reason =
  | 'guard.left'
  | 'guard.suspended'
  | 'guard.departing'
  | 'action.forbidden'
  | 'approval.required'
  | 'object.unknown'
  | 'scope'
  | 'sensitivity'
  | 'grant.none'
  | 'limit.daily'
  | 'limit.near';

export type AccessDecision = {
  /** `acknowledge`: allowed, once the person has seen the notice. */
  readonly decision: 'allow' | 'deny' | 'acknowledge';
  /** Every reason against it; empty for a plain allow. */
  readonly reasons: readonly Reason[];
  /** What is seen of each kind asked for, or of every kind when none was named; nothing when denied. */
  readonly masks: Readonly<Partial<Record<Kind, Grant>>>;
  /** The least own of the objects. */
  readonly portfolio: Portfolio;
  /** The highest level among the known objects; null without any. */
  readonly sensitivity: Sensitivity | null;
  /** What it takes of the daily limits when it happens. */
  readonly usage: Usage;
  readonly notice?: { readonly key: string; readonly values: Readonly<Record<string, number>> };
};

/** Actions that need values in the clear; the others show them under the masks. */
const inClear: readonly Action[] = ['reveal', 'copy', 'export', 'download', 'share'];
/** Ways out that are closed to somebody who is leaving. */
const closedToDeparting: readonly Action[] = ['print', 'share', 'api_read'];

/** Denied by default. Grants unify, guards intersect, and guards win; every reason is listed, guards first. */
export function decideAccess(question: AccessQuestion): AccessDecision {
  const { tier, action, customers } = question;
  const asked = kindsAsked(question);
  const usage = usageOf(question);
  const reasons = [
    ...guardReasons(question),
    ...(tier === undefined ? withoutTier(action) : tierReasons(question, tier, asked)),
  ];
  const limit = tier && limitOf(tier, action);
  if (limit !== undefined && isPast(limit, question.usedToday, usage)) reasons.push('limit.daily');

  const isDenied = reasons.length > 0;
  const shown = asked.length > 0 ? asked : allKinds;
  const outcome = {
    masks: Object.fromEntries(shown.map((kind) => [kind, isDenied ? 'none' : (tier?.kinds[kind] ?? 'none')])),
    portfolio: portfolioOf(question.person, customers, question.unknownCustomers),
    sensitivity: highestOf(customers.map((customer) => customer.sensitivity)),
    usage,
  };
  if (isDenied) return { decision: 'deny', reasons, ...outcome };
  if (limit === undefined || !isNear(limit, question.usedToday, usage))
    return { decision: 'allow', reasons, ...outcome };
  const values = { used: question.usedToday[limit.of] + usage[limit.of], limit: limit.perDay };
  return { decision: 'acknowledge', reasons: ['limit.near'], ...outcome, notice: { key: 'limit.near', values } };
}

function guardReasons({ person, action, approval }: AccessQuestion): Reason[] {
  const reasons: Reason[] = [];
  const guards = guardsOf(person);
  if (guards.includes('left')) reasons.push('guard.left');
  if (guards.includes('suspended')) reasons.push('guard.suspended');
  const isClosed = closedToDeparting.includes(action) || (action === 'export' && approval !== 'chain_for_departing');
  if (guards.includes('departing') && isClosed) reasons.push('guard.departing');
  return reasons;
}

/** Without a tier a person may sign in and see nothing. */
const withoutTier = (action: Action): readonly Reason[] => (action === 'sign_in' ? [] : ['grant.none']);

function tierReasons(question: AccessQuestion, tier: Tier, asked: readonly Kind[]): Reason[] {
  const { person, action, customers, approval } = question;
  if (action === 'sign_in') return [];
  const reasons: Reason[] = [];
  if (action === 'export' && !tier.mayRequestExport) reasons.push('action.forbidden');
  if (action === 'export' && approval === 'none') reasons.push('approval.required');
  if (question.unknownCustomers > 0) reasons.push('object.unknown');
  const scope = scopeOf(person, tier);
  if (customers.some((customer) => !isWithin(scope, relationTo(person, customer)))) reasons.push('scope');
  if (customers.some((customer) => isAbove(customer.sensitivity, tier.maxSensitivity))) reasons.push('sensitivity');
  if (!hasKnownKinds(question.fields) || !isGranted(tier, action, asked)) reasons.push('grant.none');
  return reasons;
}

/** In the clear: every kind that was named. Under masks: one kind to be seen is enough, the rest stay hidden. */
function isGranted(tier: Tier, action: Action, asked: readonly Kind[]): boolean {
  const needed = inClear.includes(action) ? 'reveal' : 'masked';
  const isSeen = (kind: Kind) => grants.indexOf(tier.kinds[kind] ?? 'none') >= grants.indexOf(needed);
  if (asked.length === 0) return allKinds.some(isSeen);
  return inClear.includes(action) ? asked.every(isSeen) : asked.some(isSeen);
}

const kindOf = (field: string): string => field.split('.', 1).join('');
const hasKnownKinds = (fields: readonly string[]): boolean =>
  fields.every((field) => allKinds.some((kind) => kind === kindOf(field)));

function kindsAsked({ kinds, fields }: AccessQuestion): readonly Kind[] {
  const named = new Set<string>([...kinds, ...fields.map(kindOf)]);
  return allKinds.filter((kind) => named.has(kind));
}
