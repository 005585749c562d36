import { describe, expect, it } from '@jest/globals';
import { claimedActivity } from './cloud-events.js';
import { claimedAccess } from './claimed-access.js';
import type { ResolvedClaim } from './claimed-access.js';

const hash = (label: string, text: string): string => `${label}_${text.length}`;
const claim = (activity: Record<string, unknown>, more: Partial<ResolvedClaim> = {}): ResolvedClaim => ({
  index: 0,
  source: 'crm',
  id: 'a-1',
  occurredAt: '2026-03-02T08:30:00.000Z',
  activity: claimedActivity.parse({ employee: 'x-17', action: 'view', ...activity }),
  employeeId: 'e-17',
  customers: new Map([['x-8', 'c-8']]),
  ours: { sensitivity: 'confidential', portfolio: 'own' },
  late: false,
  history: false,
  ...more,
});

describe('the event that records claimed activity', () => {
  it('has the id that RFC 4122 gives the source and its id, however often it is sent', () => {
    expect(claimedAccess(claim({}), hash).id).toBe('d07b7a8e-b841-5de4-9276-1f66f9595ba6');
  });

  it('says of a known customer what we know, not what the source claims', () => {
    const { data } = claimedAccess(claim({ objects: ['x-8'], sensitivity: 'public', portfolio: 'other' }), hash);
    expect(data).toMatchObject({ customerIds: ['c-8'], sensitivity: 'confidential', portfolio: 'own', rows: 1 });
  });

  it('takes the word of the source for customers nobody here knows, and keeps their ids in clear only as personal', () => {
    const { data, personal } = claimedAccess(
      claim({ objects: ['secret-name'], sensitivity: 'public', portfolio: 'team' }, { ours: null }),
      hash,
    );
    expect(data).toMatchObject({ sensitivity: 'public', portfolio: 'team' });
    expect(JSON.stringify(data)).not.toContain('secret-name');
    expect(personal).toEqual({ unmapped: ['secret-name'] });
  });

  it('keeps device and destination in data only as hashes', () => {
    const { data, personal } = claimedAccess(
      claim({ action: 'share', device: 'LAPTOP-OF-ANN', destination: 'external:ann@private.example' }),
      hash,
    );
    expect(data).toMatchObject({ device: 'device_13', destination: 'external:destination_19' });
    expect(personal).toEqual({ device: 'LAPTOP-OF-ANN', destination: 'external:ann@private.example' });
  });

  it('is a denial when the source refused it', () => {
    expect(claimedAccess(claim({ action: 'print', outcome: 'denied' }), hash)).toMatchObject({
      type: 'AccessDenied',
      data: { action: 'print' },
    });
  });
});
