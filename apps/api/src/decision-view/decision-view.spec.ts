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
  recorded('CustomerRecordViewed', { ...access, kinds: [], fields: [], reasons: [], customerIds }, more);

describe('the decision view', () => {
  let view: DecisionView;
  const customers = (...ids: string[]) => ids.flatMap((id) => view.customers.find(id) ?? []);
  beforeEach(() => {
    view = new DecisionView();
    view.apply(hired('e-1', 'east'));
    view.apply(hired('e-2', 'east'));
    view.apply(hired('e-3', 'west'));
    view.apply(registered('c-1', 'e-3', 'e-1', 'internal'));
    view.apply(registered('c-2', 'e-2', 'e-3', 'confidential'));
    view.apply(registered('c-3', 'e-3', 'e-3', 'internal'));
  });

  it.each([
    [['c-1'], { portfolio: 'own', sensitivity: 'internal' }],
    [['c-1', 'c-2'], { portfolio: 'team', sensitivity: 'confidential' }],
    [['c-1', 'c-3'], { portfolio: 'other', sensitivity: 'internal' }],
    [[], { portfolio: 'unknown', sensitivity: null }],
  ])('names the highest sensitivity and the least own portfolio of %j', (ids, expected) => {
    expect(view.touched('e-1', customers(...ids), now)).toEqual(expected);
  });

  it('follows assignments and classifications', () => {
    view.apply(recorded('CustomerAssigned', { customerId: 'c-3', from: 'e-3', to: 'e-1', because: 'assignment' }));
    view.apply(recorded('InformationClassified', { customerId: 'c-3', level: 'trade_secret', previous: 'internal' }));
    expect(view.touched('e-1', customers('c-3'), now)).toEqual({ portfolio: 'own', sensitivity: 'trade_secret' });
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
