import { addMilliseconds } from 'date-fns/addMilliseconds';
import type { z } from 'zod';
import type { Decider } from '../decider.js';
import type { EventOf } from '../event.js';
import type { ApprovalLevel } from '../policy/approval-chains.js';
import { Refusal } from '../refusal.js';
import type { ApprovalStatus } from '../values.js';
import * as events from './approval.events.js';

/** Somebody whom a level names, as of the moment of the decision. */
export type Approver = { readonly accountId: string; readonly employeeId: string; readonly departing: boolean };

/** Whom a level names now: its own approvers, or after an escalation those of `escalateTo`. */
export type ApproversOf = (level: ApprovalLevel, escalated: boolean) => readonly Approver[];

type Step = {
  readonly level: number;
  readonly by: string;
  readonly byAccount: string;
  readonly decision: 'approve' | 'reject' | 'return';
  readonly decidedAt: string;
};
export type Approval = {
  readonly status: ApprovalStatus;
  readonly approvalId: string;
  readonly subject: { readonly type: 'export'; readonly id: string };
  readonly requestedBy: string;
  readonly requestedByAccount: string;
  readonly facts: z.output<typeof events.approvalFacts>;
  readonly levels: readonly ApprovalLevel[];
  /** The level that decides now, or decided last. */
  readonly level: number;
  readonly escalated: boolean;
  readonly expiresAt: string;
  readonly steps: readonly Step[];
};
export type ApprovalState = { readonly status: 'unknown' } | Approval;

export type ApprovalCommand =
  | {
      readonly type: 'RequestApproval';
      readonly request: Pick<
        Approval,
        'approvalId' | 'subject' | 'requestedBy' | 'requestedByAccount' | 'facts' | 'levels'
      > & {
        readonly chainsVersion: number;
      };
      readonly approversOf: ApproversOf;
      readonly now: string;
    }
  | {
      readonly type: 'DecideStep';
      readonly by: Approver;
      readonly decision: Step['decision'];
      readonly reason: string;
      readonly requesterHasLeft: boolean;
      readonly approversOf: ApproversOf;
      readonly now: string;
    }
  | { readonly type: 'WithdrawApproval'; readonly by: string }
  /** The clock says so: escalates once, then expires; never approves. */
  | { readonly type: 'TimeOut'; readonly now: string }
  /** People gave notice, left, or lost an account or a role since the level was reached. */
  | { readonly type: 'HandOnIfVacant'; readonly approversOf: ApproversOf; readonly now: string };

export type ApprovalEvent = EventOf<(typeof events)[Exclude<keyof typeof events, 'approvalFacts'>]>;

/** One approval, any subject: ordered levels, each decided by any, all or k of the people it names. */
export const approvalDecider: Decider<ApprovalState, ApprovalCommand, ApprovalEvent> = {
  initial: { status: 'unknown' },

  decide(command, state) {
    if (command.type === 'RequestApproval') return state.status === 'unknown' ? request(command) : [];
    if (state.status === 'unknown') throw new Refusal('not_found', 'There is no such approval.');
    switch (command.type) {
      case 'DecideStep':
        return decideStep(command, state);
      case 'WithdrawApproval':
        return withdraw(state, command.by);
      case 'TimeOut':
        return timeOut(command, state);
      case 'HandOnIfVacant':
        return escalateIfVacant(state, command.approversOf, command.now);
    }
  },

  evolve(state, event) {
    if (event.type === 'ApprovalRequested') {
      const { chainsVersion: _, ...request } = event.data;
      return { status: 'pending', ...request, level: 0, escalated: false, steps: [] };
    }
    if (state.status === 'unknown') throw new Error(`${event.type} before ApprovalRequested`);
    switch (event.type) {
      case 'ApprovalStepDecided': {
        const { approvalId: _, ...step } = event.data;
        return { ...state, steps: [...state.steps, step] };
      }
      case 'ApprovalLevelReached':
        return { ...state, level: event.data.level, escalated: false, expiresAt: event.data.expiresAt };
      case 'ApprovalEscalated':
        return { ...state, escalated: true, expiresAt: event.data.expiresAt };
      case 'ApprovalGranted':
        return { ...state, status: 'granted' };
      case 'ApprovalRejected':
        return { ...state, status: 'rejected' };
      case 'ApprovalReturned':
        return { ...state, status: 'returned' };
      case 'ApprovalWithdrawn':
        return { ...state, status: 'withdrawn' };
      case 'ApprovalExpired':
        return { ...state, status: 'expired' };
    }
  },
};

/** Who may decide the current level now: not the requester, nobody twice in a chain, nobody who is leaving. */
export function eligibleApprovers(approval: Approval, approversOf: ApproversOf): readonly Approver[] {
  const level = approval.levels[approval.level];
  if (level === undefined || approval.status !== 'pending') return [];
  return approversOf(level, approval.escalated).filter((person) => separationRefusal(approval, person) === undefined);
}

/** The rule of separation of duties that keeps a person from deciding, in the order in which they are named. */
function separationRefusal(approval: Approval, person: Approver): Refusal | undefined {
  if (person.employeeId === approval.requestedBy || person.accountId === approval.requestedByAccount)
    return new Refusal(
      'sod.self',
      'Nobody approves a request of their own; another approver of this level must decide.',
    );
  if (approval.steps.some((step) => step.by === person.employeeId))
    return new Refusal('sod.twice', 'You have decided in this approval already; somebody else must decide this level.');
  if (person.departing)
    return new Refusal(
      'sod.departing',
      'Whoever is leaving no longer approves; another approver of this level must decide.',
    );
  return undefined;
}

function request({
  request: { chainsVersion, ...given },
  approversOf,
  now,
}: Extract<ApprovalCommand, { type: 'RequestApproval' }>) {
  const [first] = given.levels;
  if (first === undefined)
    throw new Refusal('chain.empty', 'The approval chain has no level; ask an administrator to mend it.');
  const requested = events.approvalRequested.of({
    ...given,
    levels: [...given.levels],
    chainsVersion,
    expiresAt: deadline(first, now),
  });
  const state = approvalDecider.evolve({ status: 'unknown' }, requested);
  return [requested, ...escalateIfVacant(state, approversOf, now)];
}

function decideStep(
  command: Extract<ApprovalCommand, { type: 'DecideStep' }>,
  state: Approval,
): readonly ApprovalEvent[] {
  const { by, decision, reason, approversOf, now } = command;
  mustBePending(state);
  if (now >= state.expiresAt)
    throw new Refusal('state.conflict', 'The time for this level is over; it is being escalated.');
  const refusal = separationRefusal(state, by);
  if (refusal !== undefined) throw refusal;
  const isEligible = eligibleApprovers(state, approversOf).some(
    ({ accountId, employeeId }) => accountId === by.accountId && employeeId === by.employeeId,
  );
  if (!isEligible) throw new Refusal('auth.forbidden', 'This level of the approval is decided by others.');
  if (decision === 'approve' && command.requesterHasLeft)
    throw new Refusal('state.conflict', 'The requester has left, and nothing is granted to them; reject the request.');

  const { approvalId, level } = state;
  const decided = events.approvalStepDecided.of(
    { approvalId, level, by: by.employeeId, byAccount: by.accountId, decision, decidedAt: now },
    { reason },
  );
  if (decision === 'reject') return [decided, events.approvalRejected.of({ approvalId })];
  if (decision === 'return') return [decided, events.approvalReturned.of({ approvalId })];
  const after = approvalDecider.evolve(state, decided);
  if (after.status === 'unknown') return [decided];
  if (!isLevelComplete(after, approversOf)) return [decided, ...escalateIfVacant(after, approversOf, now)];
  const next = state.levels[level + 1];
  if (next === undefined) return [decided, events.approvalGranted.of({ approvalId })];
  const reached = events.approvalLevelReached.of({ approvalId, level: level + 1, expiresAt: deadline(next, now) });
  return [decided, reached, ...escalateIfVacant(approvalDecider.evolve(after, reached), approversOf, now)];
}

const approvalsOfLevel = ({ steps, level }: Approval): number =>
  steps.filter((step) => step.level === level && step.decision === 'approve').length;

/** `all` counts who is eligible at this decision: nobody eligible is left, and somebody approved. */
function isLevelComplete(approval: Approval, approversOf: ApproversOf): boolean {
  const mode = approval.levels[approval.level]?.mode ?? 'all';
  const approvals = approvalsOfLevel(approval);
  if (mode === 'any') return approvals >= 1;
  if (mode === 'all') return approvals >= 1 && eligibleApprovers(approval, approversOf).length === 0;
  return approvals >= mode.k;
}

/** A level that too few people can decide goes to `escalateTo` at once; there it waits, and in the end expires. */
function escalateIfVacant(state: ApprovalState, approversOf: ApproversOf, now: string): readonly ApprovalEvent[] {
  if (state.status !== 'pending' || state.escalated) return [];
  const mode = state.levels[state.level]?.mode ?? 'all';
  // A level of all that waits still lacks somebody, however many have approved it.
  const needed = typeof mode === 'object' ? mode.k - approvalsOfLevel(state) : 1;
  // Somebody with two accounts of the level decides it once.
  const left = new Set(eligibleApprovers(state, approversOf).map(({ employeeId }) => employeeId)).size;
  return left >= needed ? [] : [escalation(state, 'vacant', now)];
}

function timeOut({ now }: Extract<ApprovalCommand, { type: 'TimeOut' }>, state: Approval): readonly ApprovalEvent[] {
  if (state.status !== 'pending' || now < state.expiresAt) return [];
  return [
    state.escalated ? events.approvalExpired.of({ approvalId: state.approvalId }) : escalation(state, 'timeout', now),
  ];
}

function escalation(state: Approval, because: 'timeout' | 'vacant', now: string): ApprovalEvent {
  const { approvalId, level, levels, expiresAt } = state;
  const current = levels[level];
  return events.approvalEscalated.of({
    approvalId,
    level,
    because,
    expiresAt: current === undefined ? expiresAt : deadline(current, now),
  });
}

function withdraw(state: Approval, by: string): readonly ApprovalEvent[] {
  if (by !== state.requestedBy) throw new Refusal('auth.forbidden', 'Only the requester withdraws a request.');
  if (state.status === 'withdrawn') return [];
  mustBePending(state);
  return [events.approvalWithdrawn.of({ approvalId: state.approvalId })];
}

function mustBePending({ status }: Approval): void {
  if (status !== 'pending')
    throw new Refusal('state.conflict', `This approval is ${status} and takes no further decision.`);
}

const hourMs = 3_600_000;
const deadline = (level: ApprovalLevel, now: string): string =>
  addMilliseconds(now, Math.ceil(level.expiresAfterHours * hourMs)).toISOString();
