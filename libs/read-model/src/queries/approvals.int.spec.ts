import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import {
  approvalEscalated,
  approvalGranted,
  approvalLevelReached,
  approvalRequested,
  approvalStepDecided,
} from '#domain/approval/approval.events';
import {
  exportExecuted,
  exportGranted,
  exportRefused,
  exportRequested,
  exportSetListed,
} from '#domain/export/export.events';
import { readModelOf } from '#test/support/read-model';
import { recorded } from '#test/support/recorded-events';
import { findApproval, listApprovals, openApprovalsOf } from './approvals.js';
import type { CandidateApprover } from './approvers.js';
import { findDue } from './due.js';
import { exportedSet, findExport, listExports } from './exports.js';

const teamLead = {
  name: 'Team lead',
  mode: 'any' as const,
  approvers: { role: 'manager' as const, of: 'requester_team' as const },
  expiresAfterHours: 1,
  escalateTo: { role: 'admin' as const },
};
const named = { ...teamLead, name: 'Named', approvers: { accountIds: ['account-7'] } };

const asked = (n: number, requestedBy = 'e-1') => [
  exportSetListed.of({ exportId: `x-${n}`, set: 'requested', part: 0, customerIds: ['c-1', 'c-2'] }),
  exportSetListed.of({ exportId: `x-${n}`, set: 'requested', part: 1, customerIds: ['c-3'] }),
  exportRequested.of(
    {
      exportId: `x-${n}`,
      requestedBy,
      requestedByAccount: `account-of-${requestedBy}`,
      filter: { team: 'east' },
      fields: ['contact.email'],
      format: 'csv',
      rows: 3,
      leftOut: 1,
      highestSensitivity: 'internal',
      approvalId: `a-${n}`,
      setRoot: 'root',
      policyVersion: 1,
    },
    { purpose: 'spring fair', recipient: 'printer' },
  ),
  approvalRequested.of({
    approvalId: `a-${n}`,
    subject: { type: 'export', id: `x-${n}` },
    requestedBy,
    requestedByAccount: `account-of-${requestedBy}`,
    facts: { rows: 3, highestSensitivity: 'internal', requesterDeparting: false, requesterTeam: 'east' },
    levels: [teamLead, named],
    chainsVersion: 1,
    expiresAt: `2026-03-02T1${n}:00:00.000Z`,
  }),
];
const approved = (approvalId: string, level: number, by: string) =>
  approvalStepDecided.of(
    { approvalId, level, by, byAccount: 'account-5', decision: 'approve', decidedAt: '2026-03-02T09:30:00.000Z' },
    { reason: 'agreed' },
  );

const lead: CandidateApprover = { accountId: 'account-5', employeeId: 'e-5', roles: ['manager'], team: 'east' };
const elsewhere: CandidateApprover = { ...lead, accountId: 'account-6', employeeId: 'e-6', team: 'west' };
const seventh: CandidateApprover = { accountId: 'account-7', employeeId: 'e-7', roles: [], team: null };
const admin: CandidateApprover = { accountId: 'account-8', employeeId: 'account-8', roles: ['admin'], team: null };

let pool: pg.Pool;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ pool, close } = await readModelOf(
    recorded([
      ...asked(1),
      ...asked(2),
      approved('a-2', 0, 'e-5'),
      approvalLevelReached.of({ approvalId: 'a-2', level: 1, expiresAt: '2026-03-02T20:00:00.000Z' }),
      ...asked(3, 'e-5'),
      approvalEscalated.of({ approvalId: 'a-3', level: 0, because: 'timeout', expiresAt: '2026-03-02T21:00:00.000Z' }),
      ...asked(4),
      approvalGranted.of({ approvalId: 'a-4' }),
      ...asked(5),
      approvalGranted.of({ approvalId: 'a-5' }),
      exportGranted.of({ exportId: 'x-5', requestedBy: 'e-1', expiresAt: '2026-03-03T00:00:00.000Z' }),
      ...asked(6),
      approvalGranted.of({ approvalId: 'a-6' }),
      exportGranted.of({ exportId: 'x-6', requestedBy: 'e-1', expiresAt: '2026-03-03T00:00:00.000Z' }),
      exportExecuted.of({
        exportId: 'x-6',
        requestedBy: 'e-1',
        rows: 2,
        leftOut: 1,
        sensitivity: 'internal',
        portfolio: 'own',
        manifestRoot: 'm',
        watermarkId: 'w',
        bytes: 90,
      }),
      exportRefused.of({
        exportId: 'x-7',
        requestedBy: 'e-2',
        requestedByAccount: 'account-of-e-2',
        filter: {},
        fields: ['contact.email'],
        format: 'csv',
        rows: 5_000,
        leftOut: 0,
        highestSensitivity: null,
        because: 'export.cap',
      }),
    ]),
  ));
});
afterAll(() => close());

describe('approvals', () => {
  const ids = async (filter: Parameters<typeof listApprovals>[1]) =>
    (await listApprovals(pool, filter, { limit: 50 })).items.map(({ id }) => id);

  it('wait for whoever the deciding level names, newest first, and never for the requester', async () => {
    expect(await ids({ waitsFor: lead })).toEqual(['a-1']);
    expect(await ids({ waitsFor: elsewhere })).toEqual([]);
    expect(await ids({ waitsFor: seventh })).toEqual(['a-2']);
    expect(await ids({ waitsFor: admin })).toEqual(['a-3']);
    expect(await ids({ waitsFor: { ...admin, employeeId: 'e-5' } })).toEqual([]);
  });

  it('wait after an escalated level for whom the next one names, not for whom the last one went to', async () => {
    const next = await readModelOf(
      recorded([
        ...asked(1),
        approvalEscalated.of({
          approvalId: 'a-1',
          level: 0,
          because: 'timeout',
          expiresAt: '2026-03-02T20:00:00.000Z',
        }),
        approvalLevelReached.of({ approvalId: 'a-1', level: 1, expiresAt: '2026-03-02T21:00:00.000Z' }),
      ]),
    );
    const waiting = async (waitsFor: CandidateApprover) =>
      (await listApprovals(next.pool, { waitsFor }, { limit: 50 })).items.map(({ id }) => id);
    expect(await waiting(seventh)).toEqual(['a-1']);
    expect(await waiting(admin)).toEqual([]);
    await next.close();
  });

  it('concern their requester, whoever decided in them and whoever a level names', async () => {
    expect(await ids({ concerns: { ...lead, team: 'west' } })).toEqual(['a-3', 'a-2']);
    expect(await ids({ concerns: admin })).toEqual(['a-3']);
    expect(await ids({ concerns: seventh, status: 'pending' })).toEqual(['a-3', 'a-2', 'a-1']);
  });

  it('show their levels, decisions and escalations', async () => {
    expect(await findApproval(pool, 'a-2')).toMatchObject({
      subject: { type: 'export', id: 'x-2' },
      level: 1,
      escalatedLevels: [],
      decisions: [{ level: 0, by: 'e-5', decision: 'approve', at: '2026-03-02T09:30:00.000Z', reason: 'agreed' }],
    });
    expect(await findApproval(pool, 'a-3')).toMatchObject({ escalated: true, escalatedLevels: [0] });
    expect((await openApprovalsOf(pool, 'e-1')).map(({ id }) => id)).toEqual(['a-2', 'a-1']);
  });

  it('page by time and id', async () => {
    const seen: string[] = [];
    let after: readonly string[] | null = null;
    do {
      const page: Awaited<ReturnType<typeof listApprovals>> = await listApprovals(pool, {}, { limit: 2, after });
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(['a-6', 'a-5', 'a-4', 'a-3', 'a-2', 'a-1']);
  });
});

describe('exports', () => {
  it('are listed for their requester, or for the approvers of their approval', async () => {
    const ids = async (filter: Parameters<typeof listExports>[1]) =>
      (await listExports(pool, filter, { limit: 50 })).items.map(({ id }) => id);
    expect(await ids({ requestedBy: 'e-2' })).toEqual(['x-7']);
    expect(await ids({ concerns: { ...lead, team: 'west' } })).toEqual(['x-3', 'x-2']);
    expect(await ids({ status: 'executed' })).toEqual(['x-6']);
  });

  it('tell what was asked for from what was released', async () => {
    expect(await findExport(pool, 'x-6')).toMatchObject({
      status: 'executed',
      purpose: 'spring fair',
      preview: { rows: 3, leftOut: 1, highestSensitivity: 'internal' },
      rows: 2,
      leftOut: 1,
      grantExpiresAt: '2026-03-03T00:00:00.000Z',
      downloads: 0,
    });
    expect(await exportedSet(pool, 'x-6', 'requested')).toEqual(['c-1', 'c-2', 'c-3']);
    expect(await exportedSet(pool, 'x-6', 'released')).toEqual([]);
  });

  it('that were refused at once are known from the refusal', async () => {
    expect(await findExport(pool, 'x-7')).toMatchObject({ status: 'refused', because: 'export.cap', approvalId: null });
  });
});

describe('what is due', () => {
  it('is every level out of time, approval whose export waits, and grant that ran out', async () => {
    const due = await findDue(pool, '2026-03-03T00:00:00.000Z', 50);
    expect(due.map(({ kind, approvalId, exportId }) => [kind, approvalId ?? exportId])).toEqual([
      ['approval_outcome', 'a-4'],
      ['approval_timeout', 'a-1'],
      ['approval_timeout', 'a-2'],
      ['approval_timeout', 'a-3'],
      ['export_expiry', 'x-5'],
    ]);
  });

  it('comes one after the other', async () => {
    expect(await findDue(pool, '2026-03-02T11:00:00.000Z', 50)).toMatchObject([
      { kind: 'approval_outcome', exportId: 'x-4' },
      { kind: 'approval_timeout', approvalId: 'a-1' },
    ]);
  });
});
