import { describe, expect, it } from '@jest/globals';
import { Facts, isScored } from './facts.js';
import type { Beside } from './facts.js';

const beside: Beside = { released: [], episode: null, window: { from: '', to: '' } };
const at = { occurredAt: '2026-03-02T09:00:00.000Z', recordedAt: '2026-03-02T09:00:01.000Z' };

/** What the engine is told of an event; the rest of the envelope plays no part. */
function told(type: string, data: object, facts = new Facts(new Map()), given = beside) {
  const event = {
    type,
    data,
    id: 'event-1',
    stream: 's-1',
    revision: 0,
    position: '1',
    ...at,
    actor: 'a-1',
    channel: 'crm',
    trust: 'witnessed',
    correlationId: 'c-1',
  };
  return isScored(event) ? facts.tell(event, given) : 'not told';
}

const access = {
  employeeId: 'e-1',
  customerIds: ['c-1', 'c-2'],
  kinds: ['basic', 'contract', 'contact'],
  fields: [],
  rows: 2,
  sensitivity: 'confidential',
  portfolio: 'team',
  device: 'hash',
  destination: 'external:hash',
  bytes: 10,
  reasons: [],
  late: false,
  history: false,
};
const record = {
  id: 'event-1',
  at: at.occurredAt,
  recordedAt: at.recordedAt,
  employee: 'e-1',
  action: 'view',
  kind: 'contract',
  objects: ['c-1', 'c-2'],
  rows: 2,
  sensitivity: 'confidential',
  portfolio: 'team',
  outcome: 'allowed',
  channel: 'crm',
  device: 'hash',
  destination: 'external:hash',
  bytes: 10,
  late: false,
  history: false,
};

describe('what the engine is told', () => {
  it('of an access: who, what, when, and the most telling kind', () => {
    expect(told('CustomerRecordViewed', access)).toEqual([{ kind: 'activity', record }]);
    expect(told('FieldRevealed', { ...access, kinds: [] })).toEqual([
      { kind: 'activity', record: { ...record, action: 'reveal', kind: null } },
    ]);
  });

  it('of a refused access: the action that was refused', () => {
    expect(told('AccessDenied', { ...access, action: 'print' })).toEqual([
      { kind: 'activity', record: { ...record, action: 'print', outcome: 'denied' } },
    ]);
  });

  it.each([
    ['ExportExecuted', 'export'],
    ['ExportDownloaded', 'download'],
  ] as const)('of %s: the customers that the export released', (type, action) => {
    const data = { requestedBy: 'e-1', rows: 2, sensitivity: 'internal', portfolio: 'own', bytes: 99, device: null };
    expect(told(type, data, new Facts(new Map()), { ...beside, released: ['c-7', 'c-8'] })).toMatchObject([
      { kind: 'activity', record: { employee: 'e-1', action, objects: ['c-7', 'c-8'], rows: 2, outcome: 'allowed' } },
    ]);
  });

  it('of an export that is refused at its request, but not of one that its approval refuses', () => {
    const refused = { requestedBy: 'e-1', rows: 900, highestSensitivity: 'internal' };
    expect(told('ExportRefused', { ...refused, because: 'export.cap' })).toMatchObject([
      { record: { action: 'export', outcome: 'denied', rows: 900 } },
    ]);
    expect(told('ExportRefused', { ...refused, because: 'approval.rejected' })).toEqual([]);
  });

  it('of a transfer: the whole employment after it, also when the facts were kept in between', () => {
    const before = new Facts(new Map());
    const hired = {
      employeeId: 'e-1',
      team: 'north',
      role: 'sales',
      region: 'eu',
      timezone: 'UTC',
      hiredOn: '2026-01-01',
    };
    told('EmployeeHired', hired, before);
    const kept = new Facts(before.takeChanged());
    const moved = { kind: 'person', employee: 'e-1', team: 'south', role: 'sales', region: 'eu', timezone: 'UTC' };
    expect(told('EmployeeTransferred', { employeeId: 'e-1', team: 'south', effectiveOn: '2026-02-01' }, kept)).toEqual([
      { ...moved, recordedAt: at.recordedAt, from: '2026-02-01', until: null },
    ]);
    expect(told('EmployeeLeft', { employeeId: 'e-1', leftOn: '2026-03-01' }, kept)).toMatchObject([
      { ...moved, from: '2026-02-01', until: '2026-03-01' },
      { kind: 'hr', id: 'event-1', fact: 'left', date: '2026-03-01' },
    ]);
  });

  it('of a resignation: the day of notice and the last day', () => {
    const declared = { employeeId: 'e-1', noticeOn: '2026-03-01', lastWorkingDay: '2026-04-30' };
    expect(told('ResignationDeclared', declared)).toEqual([
      {
        kind: 'hr',
        id: 'event-1',
        recordedAt: at.recordedAt,
        employee: 'e-1',
        fact: 'resignation_declared',
        date: '2026-03-01',
        lastWorkingDay: '2026-04-30',
      },
    ]);
  });

  it('of a disposition: the days it judges, and the engine’s own number of the episode', () => {
    const given = { ...beside, episode: 3, window: { from: '2026-02-01', to: '2026-02-09' } };
    const disposed = { alertId: 'e-1-7', employeeId: 'e-1', by: 'e-9', verdict: 'confirmed' };
    expect(told('AlertDisposed', disposed, new Facts(new Map()), given)).toMatchObject([
      { kind: 'disposition', episode: 3, from: '2026-02-01', to: '2026-02-09', verdict: 'confirmed' },
    ]);
  });

  it('never of what somebody looked at in the audit, nor of what scoring wrote itself', () => {
    expect(told('RecordsInspected', {})).toBe('not told');
    expect(told('RiskAssessed', {})).toBe('not told');
    expect(told('AlertRaised', {})).toBe('not told');
  });
});
