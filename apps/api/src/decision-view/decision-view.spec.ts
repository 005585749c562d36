import { beforeEach, describe, expect, it } from '@jest/globals';
import { DecisionView, isDeciding } from './decision-view.js';
import type { DecidingFact } from './decision-view.js';

const now = '2026-03-02T12:00:00Z';
const place = {
  stream: 's',
  revision: 0,
  position: '1',
  recordedAt: now,
  occurredAt: now,
  actor: 'a-1',
  channel: 'web',
  trust: 'witnessed',
  correlationId: 'r-1',
} as const;
let count = 0;
const recorded = <T extends DecidingFact['type']>(
  type: T,
  data: Extract<DecidingFact, { type: T }>['data'],
  more: { readonly trust?: 'claimed'; readonly recordedAt?: string } = {},
): DecidingFact => ({ type, data, ...place, id: `event-${(count += 1)}`, ...more }) as DecidingFact;

const hired = (employeeId: string, team: string) =>
  recorded('EmployeeHired', {
    employeeId,
    team,
    role: 'sales',
    region: 'EU',
    timezone: 'Asia/Shanghai',
    rank: 5,
    performance: 'normal',
    hiredOn: '2020-01-01',
  });
const registered = (
  customerId: string,
  developedBy: string,
  assignedTo: string,
  sensitivity: 'internal' | 'confidential',
) => recorded('CustomerRegistered', { customerId, developedBy, assignedTo, sensitivity, fields: {} });
const access = {
  employeeId: 'e-1',
  kinds: [],
  fields: [],
  rows: 1,
  sensitivity: null,
  portfolio: 'own',
  device: null,
  destination: null,
  bytes: 0,
  reasons: [],
  late: false,
  history: false,
} as const;
const viewed = (customerIds: string[], more: { trust?: 'claimed'; recordedAt?: string } = {}) =>
  recorded(
    'CustomerRecordViewed',
    { ...access, kinds: [], fields: [], reasons: [], customerIds, rows: customerIds.length },
    more,
  );

describe('the decision view', () => {
  let view: DecisionView;
  beforeEach(() => {
    view = new DecisionView();
    view.apply(hired('e-1', 'east'));
    view.apply(hired('e-2', 'east'));
    view.apply(hired('e-3', 'west'));
    view.apply(registered('c-1', 'e-3', 'e-1', 'internal'));
    view.apply(registered('c-2', 'e-2', 'e-3', 'confidential'));
    view.apply(registered('c-3', 'e-3', 'e-3', 'internal'));
  });

  it('knows the people and customers of a decision as they stand at its moment', () => {
    expect(view.personOf('e-1', now)).toEqual({ employeeId: 'e-1', team: 'east', departure: 'none', suspended: false });
    expect(view.customerOf('c-1', now)).toEqual({
      developedBy: 'e-3',
      assignedTo: 'e-1',
      developerTeam: 'west',
      assigneeTeam: 'east',
      sensitivity: 'internal',
    });
    expect(view.personOf('nobody', now)).toBeUndefined();
    expect(view.customerOf('nothing', now)).toBeUndefined();
  });

  it('follows assignments, classifications and resignations', () => {
    view.apply(recorded('CustomerAssigned', { customerId: 'c-3', from: 'e-3', to: 'e-1', because: 'assignment' }));
    view.apply(recorded('InformationClassified', { customerId: 'c-3', level: 'trade_secret', previous: 'internal' }));
    expect(view.customerOf('c-3', now)).toMatchObject({ assignedTo: 'e-1', sensitivity: 'trade_secret' });
    view.apply(
      recorded('ResignationDeclared', { employeeId: 'e-1', noticeOn: '2026-03-01', lastWorkingDay: '2026-03-31' }),
    );
    expect(view.personOf('e-1', now)).toMatchObject({ departure: 'declared' });
  });

  it('gives no tier before a policy was published, then the one of the band', () => {
    expect(view.tierOf('e-1', now)).toBeUndefined();
    const standard = {
      scope: 'own',
      kinds: { contact: 'reveal' },
      maxSensitivity: 'confidential',
      mayRequestExport: true,
      dailyReveals: 5,
      dailyViews: 50,
    } as const;
    const band = { rankFrom: 1, rankTo: 20, tenureMonthsFrom: 0, tenureMonthsTo: null, tier: 'standard' };
    view.apply(
      recorded('TierPolicyPublished', {
        version: 3,
        effectiveFrom: now,
        tiers: { standard },
        bands: [{ ...band, performance: ['low', 'normal', 'high'] }],
      }),
    );
    expect(view.tierOf('e-1', now)).toMatchObject({ name: 'standard', tier: { dailyViews: 50 } });
  });

  it('counts views by the local day of the person, each customer once', () => {
    view.apply(viewed(['c-1', 'c-2'], { recordedAt: '2026-03-02T15:59:00Z' }));
    expect(view.localDay('e-1', now)).toBe('2026-03-02');
    expect(view.usage.of('e-1', '2026-03-02').views).toBe(2);
    view.apply(viewed(['c-1'], { recordedAt: '2026-03-02T16:00:00Z' }));
    expect(view.usage.of('e-1', '2026-03-03').views).toBe(1);
  });

  it('does not let claims of another system use up a daily limit', () => {
    view.apply(viewed(['c-1'], { trust: 'claimed' }));
    expect(view.usage.of('e-1', '2026-03-02').views).toBe(0);
  });

  it('passes over events that decide nothing', () => {
    expect(isDeciding(viewed([]))).toBe(true);
    expect(isDeciding({ ...viewed([]), type: 'CopySignalled' } as never)).toBe(false);
  });
});
