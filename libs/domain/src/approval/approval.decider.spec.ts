import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { fold } from '../decider.js';
import type { ApprovalLevel } from '../policy/approval-chains.js';
import { refused, specify } from '../testing/specification.js';
import { approvalDecider, eligibleApprovers } from './approval.decider.js';
import type { Approval, ApprovalCommand, ApprovalEvent, Approver } from './approval.decider.js';

const person = (name: string, departing = false): Approver => ({
  accountId: `account-of-${name}`,
  employeeId: name,
  departing,
});
const [ann, bob, cleo] = [person('ann'), person('bob'), person('cleo')];
const level = (name: string, mode: ApprovalLevel['mode'] = 'any'): ApprovalLevel => ({
  name,
  mode,
  approvers: { role: 'manager' },
  expiresAfterHours: 2,
  escalateTo: { role: 'admin' },
});
/** Ann, Bob and the requester hold the level; Cleo is whom it escalates to. */
const staff = (_: ApprovalLevel, escalated: boolean) => (escalated ? [cleo] : [ann, bob, person('rita')]);
const nobody = (_: ApprovalLevel, escalated: boolean) => (escalated ? [cleo] : []);

const start = '2026-03-02T09:00:00.000Z';
const request = (levels: readonly ApprovalLevel[], approversOf = staff): ApprovalCommand => ({
  type: 'RequestApproval',
  request: {
    approvalId: 'a1',
    subject: { type: 'export', id: 'x1' },
    requestedBy: 'rita',
    requestedByAccount: 'account-of-rita',
    facts: { rows: 3, highestSensitivity: 'internal', requesterDeparting: false, requesterTeam: 'east' },
    levels,
    chainsVersion: 4,
  },
  approversOf,
  now: start,
});
const decide = (
  by: Approver,
  decision: 'approve' | 'reject' | 'return' = 'approve',
  now = start,
  approversOf = staff,
): Extract<ApprovalCommand, { type: 'DecideStep' }> => ({
  type: 'DecideStep',
  by,
  decision,
  reason: 'because',
  requesterHasLeft: false,
  approversOf,
  now,
});
const timeOut = (now: string): ApprovalCommand => ({ type: 'TimeOut', now });
const handOn = (approversOf = staff): ApprovalCommand => ({ type: 'HandOnIfVacant', approversOf, now: start });
const after = (...commands: readonly ApprovalCommand[]): readonly ApprovalEvent[] => {
  const happened: ApprovalEvent[] = [];
  for (const command of commands) happened.push(...approvalDecider.decide(command, fold(approvalDecider, happened)));
  return happened;
};
const when = (history: readonly ApprovalEvent[], command: ApprovalCommand) => {
  const outcome = specify(approvalDecider)
    .given(...history)
    .when(command);
  return 'refused' in outcome ? outcome : outcome.map(({ type }) => type);
};

describe('An approval', () => {
  it('pins its chain and gives the first level its time', () => {
    const [requested] = after(request([level('lead')]));
    expect(requested).toMatchObject({
      type: 'ApprovalRequested',
      data: { chainsVersion: 4, expiresAt: '2026-03-02T11:00:00.000Z' },
    });
  });
  it('is asked for once: the same request again changes nothing', () => {
    expect(when(after(request([level('lead')])), request([level('lead')]))).toEqual([]);
  });
  it('has no chain without a level', () => {
    expect(when([], request([]))).toEqual(refused('chain.empty'));
  });
  it('is granted when one of any approves the only level', () => {
    expect(when(after(request([level('lead')])), decide(ann))).toEqual(['ApprovalStepDecided', 'ApprovalGranted']);
  });
  it('goes from level to level, each with its own time', () => {
    const history = after(request([level('lead'), level('head')]), decide(ann, 'approve', '2026-03-02T10:30:00.000Z'));
    expect(history.at(-1)).toMatchObject({
      type: 'ApprovalLevelReached',
      data: { level: 1, expiresAt: '2026-03-02T12:30:00.000Z' },
    });
    expect(when(history, decide(bob))).toEqual(['ApprovalStepDecided', 'ApprovalGranted']);
  });
  it('waits for everyone eligible where all must approve', () => {
    const history = after(request([level('lead', 'all')]));
    expect(when(history, decide(ann))).toEqual(['ApprovalStepDecided']);
    expect(when([...history, ...after(request([level('lead', 'all')]), decide(ann)).slice(1)], decide(bob))).toEqual([
      'ApprovalStepDecided',
      'ApprovalGranted',
    ]);
  });
  it('waits for k different people where k must approve', () => {
    const history = after(request([level('lead', { k: 2 })]), decide(ann));
    expect(history.map(({ type }) => type)).toEqual(['ApprovalRequested', 'ApprovalStepDecided']);
    expect(when(history, decide(bob))).toEqual(['ApprovalStepDecided', 'ApprovalGranted']);
  });
  it('counts at each level the approvals of that level only', () => {
    const crowd = () => [ann, bob, person('dan')];
    const history = after(
      request([level('lead'), level('head', { k: 2 })], crowd),
      decide(ann, 'approve', start, crowd),
    );
    expect(when(history, decide(bob, 'approve', start, crowd))).toEqual(['ApprovalStepDecided']);
  });
  it('needs one person where all must approve and there is one', () => {
    const alone = () => [ann];
    const history = after(request([level('lead', 'all')], alone));
    expect(when(history, decide(ann, 'approve', start, alone))).toEqual(['ApprovalStepDecided', 'ApprovalGranted']);
  });
  it('ends with a rejection, or returns to the requester', () => {
    const history = after(request([level('lead', 'all')]));
    expect(when(history, decide(ann, 'reject'))).toEqual(['ApprovalStepDecided', 'ApprovalRejected']);
    expect(when(history, decide(ann, 'return'))).toEqual(['ApprovalStepDecided', 'ApprovalReturned']);
  });
  it('takes no decision after its end', () => {
    expect(when(after(request([level('lead')]), decide(ann)), decide(bob))).toEqual(refused('state.conflict'));
  });
  it('is not granted to somebody who has left, and may be closed', () => {
    const history = after(request([level('lead'), level('head')]));
    const decided = (decision: 'approve' | 'reject' | 'return') =>
      when(history, { ...decide(ann, decision), requesterHasLeft: true });
    expect(decided('approve')).toEqual(refused('state.conflict'));
    expect(decided('reject')).toEqual(['ApprovalStepDecided', 'ApprovalRejected']);
    expect(decided('return')).toEqual(['ApprovalStepDecided', 'ApprovalReturned']);
  });
  it('is withdrawn by its requester alone, and only while it is pending', () => {
    const history = after(request([level('lead')]));
    expect(when(history, { type: 'WithdrawApproval', by: 'rita' })).toEqual(['ApprovalWithdrawn']);
    expect(when(history, { type: 'WithdrawApproval', by: 'ann' })).toEqual(refused('auth.forbidden'));
    const withdrawn = after(request([level('lead')]), { type: 'WithdrawApproval', by: 'rita' });
    expect(when(withdrawn, { type: 'WithdrawApproval', by: 'rita' })).toEqual([]);
    expect(
      when([...history, ...after(request([level('lead')]), decide(ann)).slice(1)], {
        type: 'WithdrawApproval',
        by: 'rita',
      }),
    ).toEqual(refused('state.conflict'));
  });
});

describe('Separation of duties', () => {
  it('keeps the requester from deciding, under any account', () => {
    const history = after(request([level('lead')]));
    expect(when(history, decide(person('rita')))).toEqual(refused('sod.self'));
    expect(when(history, decide({ ...person('rita'), accountId: 'another' }))).toEqual(refused('sod.self'));
    expect(when(history, decide({ ...ann, accountId: 'account-of-rita' }))).toEqual(refused('sod.self'));
  });
  it('lets nobody decide twice in a chain, under any account', () => {
    const history = after(request([level('lead'), level('head')]), decide(ann));
    expect(when(history, decide({ ...ann, accountId: 'another' }))).toEqual(refused('sod.twice'));
  });
  it('takes the right from whoever is leaving', () => {
    expect(when(after(request([level('lead')])), decide(person('ann', true)))).toEqual(refused('sod.departing'));
  });
  it('gives the right to the account that the level names, not to the person’s other accounts', () => {
    const history = after(request([level('lead')]));
    expect(when(history, decide({ ...ann, accountId: 'another' }))).toEqual(refused('auth.forbidden'));
  });
  it('names the requester first, then the repetition, then the departure, then the missing right', () => {
    const history = after(request([level('lead'), level('head')]), decide(ann));
    expect(when(history, decide(person('rita', true)))).toEqual(refused('sod.self'));
    expect(when(history, decide(person('ann', true)))).toEqual(refused('sod.twice'));
    expect(when(history, decide(person('stranger', true)))).toEqual(refused('sod.departing'));
    expect(when(history, decide(person('stranger')))).toEqual(refused('auth.forbidden'));
  });
});

describe('Time', () => {
  const late = '2026-03-02T11:00:00.000Z';
  it('escalates a level that ran out, to the people of escalateTo only', () => {
    const history = after(request([level('lead')]), timeOut(late));
    expect(history.at(-1)).toMatchObject({
      type: 'ApprovalEscalated',
      data: { because: 'timeout', expiresAt: '2026-03-02T13:00:00.000Z' },
    });
    expect(when(history, decide(ann, 'approve', late))).toEqual(refused('auth.forbidden'));
    expect(when(history, decide(cleo, 'approve', late))).toEqual(['ApprovalStepDecided', 'ApprovalGranted']);
  });
  it('expires what ran out a second time, and never approves it', () => {
    const history = after(request([level('lead')]), timeOut(late));
    expect(when(history, timeOut('2026-03-02T13:00:00.000Z'))).toEqual(['ApprovalExpired']);
  });
  it('begins each level with that level’s own people, whoever decided the one before', () => {
    const history = after(request([level('lead'), level('head')]), timeOut(late), decide(cleo, 'approve', late));
    expect(when(history, decide(ann, 'approve', late))).toEqual(['ApprovalStepDecided', 'ApprovalGranted']);
    expect(when(history, timeOut('2026-03-02T13:00:00.000Z'))).toEqual(['ApprovalEscalated']);
  });
  it('does nothing before the deadline, or after the end', () => {
    expect(when(after(request([level('lead')])), timeOut('2026-03-02T10:59:59.999Z'))).toEqual([]);
    expect(when(after(request([level('lead')]), decide(ann)), timeOut(late))).toEqual([]);
  });
  it('refuses a decision that comes after the deadline and before the clock was looked at', () => {
    expect(when(after(request([level('lead')])), decide(ann, 'approve', late))).toEqual(refused('state.conflict'));
  });
  it('escalates a level at once when nobody may decide it', () => {
    expect(after(request([level('lead')], nobody)).map(({ type }) => type)).toEqual([
      'ApprovalRequested',
      'ApprovalEscalated',
    ]);
  });
  it('escalates a level whose people left while it waited, of which all that were left had approved too', () => {
    const waiting = after(request([level('lead')]));
    expect(when(waiting, handOn())).toEqual([]);
    expect(when(waiting, handOn(nobody))).toEqual(['ApprovalEscalated']);
    const halfApproved = after(request([level('lead', 'all')]), decide(ann));
    expect(when(halfApproved, handOn())).toEqual([]);
    expect(when(halfApproved, handOn(nobody))).toEqual(['ApprovalEscalated']);
    expect(when(after(request([level('lead')], nobody)), handOn(nobody))).toEqual([]);
    expect(when(after(request([level('lead')]), decide(ann)), handOn(nobody))).toEqual([]);
  });
  it('escalates a level once: an escalated one that too few can decide waits for its time', () => {
    const history = after(request([level('lead', { k: 2 })], nobody));
    expect(history.map(({ type }) => type)).toEqual(['ApprovalRequested', 'ApprovalEscalated']);
    expect(when(history, decide(cleo, 'approve', start, nobody))).toEqual(['ApprovalStepDecided']);
  });
  it('escalates a level at once when those who are left are too few people, whatever their accounts', () => {
    const twice = () => [ann, { ...ann, accountId: 'another' }];
    expect(after(request([level('lead', { k: 2 })], twice)).at(-1)).toMatchObject({
      type: 'ApprovalEscalated',
      data: { because: 'vacant' },
    });
  });
  it('escalates a level at once when too few are left to reach k', () => {
    expect(after(request([level('lead', { k: 3 })])).at(-1)).toMatchObject({
      type: 'ApprovalEscalated',
      data: { because: 'vacant' },
    });
  });
});

describe('Whatever is tried', () => {
  const people = ['ann', 'bob', 'cleo', 'dan', 'rita'];
  const command = fc.oneof(
    fc.record({
      type: fc.constant('DecideStep' as const),
      by: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...people).map((name) => person(name)) },
        {
          weight: 1,
          arbitrary: fc.record({
            accountId: fc.constantFrom(...people.map((name) => `account-of-${name}`)),
            employeeId: fc.constantFrom(...people),
            departing: fc.boolean(),
          }),
        },
      ),
      decision: fc.constantFrom('approve' as const, 'approve' as const, 'approve' as const, 'reject' as const),
      reason: fc.constant(''),
      requesterHasLeft: fc.constant(false),
      approversOf: fc.constant(staff),
      hours: fc.nat(3),
    }),
    fc.record({ type: fc.constant('TimeOut' as const), hours: fc.nat(3) }),
  );
  const mode = fc.oneof(
    fc.constantFrom('any' as const, 'all' as const),
    fc.record({ k: fc.integer({ min: 1, max: 3 }) }),
  );

  it('is never granted without the people its levels ask for, none of them the requester, none twice', () => {
    let granted = 0;
    fc.assert(
      fc.property(
        fc.array(mode, { minLength: 1, maxLength: 3 }),
        fc.array(command, { maxLength: 25 }),
        (modes, attempts) => {
          const events = [...after(request(modes.map((each, n) => level(`level ${n}`, each))))];
          let clock = Date.parse(start);
          for (const { hours, ...attempt } of attempts) {
            clock += hours * 1_800_000;
            try {
              events.push(
                ...approvalDecider.decide(
                  { ...attempt, now: new Date(clock).toISOString() },
                  fold(approvalDecider, events),
                ),
              );
            } catch (error) {
              expect(error).toHaveProperty('name', 'Refusal');
            }
          }
          const state = fold(approvalDecider, events) as Approval;
          expect(new Set(state.steps.map(({ by }) => by)).size).toBe(state.steps.length);
          expect(state.steps.map(({ by }) => by)).not.toContain('rita');
          expect(state.steps.map(({ byAccount }) => byAccount)).not.toContain('account-of-rita');
          if (state.status !== 'granted') return;
          granted += 1;
          for (const [index, each] of modes.entries()) {
            const approvals = state.steps.filter((step) => step.level === index && step.decision === 'approve').length;
            expect(approvals).toBeGreaterThanOrEqual(typeof each === 'object' ? each.k : 1);
          }
        },
      ),
      { numRuns: 500 },
    );
    expect(granted).toBeGreaterThan(0);
  });

  it('is decided only by whom its level names at that moment, and waits at no level that too few can decide', () => {
    const employee = fc.constantFrom(...people);
    const approver = fc.record({ employeeId: employee, accountId: fc.nat(5).map(String), departing: fc.boolean() });
    // Who holds the roles changes from one command to the next; an account is one person's.
    const holders = fc.uniqueArray(approver, { selector: ({ accountId }) => accountId, maxLength: 6 });
    const attempt = fc.record({
      own: holders,
      escalatedTo: holders,
      what: fc.oneof(
        { weight: 4, arbitrary: fc.record({ by: approver, nth: fc.nat(5), reject: fc.boolean() }) },
        { weight: 1, arbitrary: fc.constant('time out' as const) },
      ),
      hours: fc.nat(2),
    });
    fc.assert(
      fc.property(
        fc.array(mode, { minLength: 1, maxLength: 3 }),
        holders,
        fc.array(attempt, { maxLength: 20 }),
        (modes, first, attempts) => {
          const events = [
            ...after(
              request(
                modes.map((each, n) => level(`level ${n}`, each)),
                () => first,
              ),
            ),
          ];
          mustHaveEnough(events, first);
          let clock = Date.parse(start);
          for (const { own, escalatedTo, what, hours } of attempts) {
            clock += hours * 1_800_000;
            const now = new Date(clock).toISOString();
            const before = fold(approvalDecider, events) as Approval;
            const named = before.escalated ? escalatedTo : own;
            // Mostly somebody who is named, or nobody would ever get far.
            const by = what === 'time out' ? undefined : (named[what.nth] ?? what.by);
            const decided = tried(
              by === undefined || what === 'time out'
                ? { type: 'TimeOut', now }
                : {
                    type: 'DecideStep',
                    by,
                    decision: what.reject && what.nth === 0 ? 'reject' : 'approve',
                    reason: '',
                    requesterHasLeft: false,
                    approversOf: (_, escalated) => (escalated ? escalatedTo : own),
                    now,
                  },
              before,
            );
            events.push(...decided);
            for (const event of decided) {
              if (event.type !== 'ApprovalStepDecided') continue;
              expect(named).toContainEqual({ ...by, departing: false });
              expect(before.steps.map((step) => step.by)).not.toContain(event.data.by);
              expect(event.data.by).not.toBe('rita');
              expect(now < before.expiresAt).toBe(true);
              mustHaveEnough(events, own);
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  const tried = (command: ApprovalCommand, state: Approval): readonly ApprovalEvent[] => {
    try {
      return approvalDecider.decide(command, state);
    } catch (error) {
      expect(error).toHaveProperty('name', 'Refusal');
      return [];
    }
  };
  /** At the moment of a decision. */
  const mustHaveEnough = (events: readonly ApprovalEvent[], own: readonly Approver[]): void => {
    const state = fold(approvalDecider, events) as Approval;
    if (state.status !== 'pending' || state.escalated) return;
    const wanted = state.levels[state.level]?.mode;
    const decided = state.steps.filter((step) => step.level === state.level).length;
    const left = new Set(eligibleApprovers(state, () => own).map(({ employeeId }) => employeeId)).size;
    expect(decided + left).toBeGreaterThanOrEqual(typeof wanted === 'object' ? wanted.k : 1);
  };

  it('shows as eligible exactly those whose approval would be taken', () => {
    const history = after(request([level('lead', { k: 2 })]), decide(ann));
    const state = fold(approvalDecider, history) as Approval;
    expect(eligibleApprovers(state, staff).map(({ employeeId }) => employeeId)).toEqual(['bob']);
    expect(eligibleApprovers({ ...state, status: 'withdrawn' }, staff)).toEqual([]);
  });
});

it('An approval that nobody asked for is not found', () => {
  expect(when([], decide(ann))).toEqual(refused('not_found'));
  expect(when([], timeOut(start))).toEqual(refused('not_found'));
  expect(() => fold(approvalDecider, after(request([level('lead')]), decide(ann)).slice(1))).toThrow(
    'before ApprovalRequested',
  );
});
