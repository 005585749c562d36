import { describe, expect, it } from '@jest/globals';
import { readClaim } from './cloud-events.js';

const now = new Date('2026-03-02T09:00:00Z');
const event = (overrides: Record<string, unknown> = {}, data: Record<string, unknown> = {}) => ({
  specversion: '1.0',
  id: 'a-1',
  source: 'crm',
  type: 'bookward.activity.v1',
  time: '2026-03-02T16:30:00+08:00',
  data: { employee: 'e-17', action: 'view', objects: ['c-8'], ...data },
  ...overrides,
});

describe('an activity that another system reports', () => {
  it('is read with its own time in UTC and the defaults of what it leaves out', () => {
    expect(readClaim(event({ subject: 'extensions are fine' }), 3, ['crm'], now)).toMatchObject({
      index: 3,
      id: 'a-1',
      occurredAt: '2026-03-02T08:30:00.000Z',
      activity: { employee: 'e-17', outcome: 'allowed', portfolio: 'unknown', bytes: 0 },
    });
  });

  it.each([
    ['another version of CloudEvents', event({ specversion: '0.3' }), 'event.version'],
    ['another type of event', event({ type: 'com.example.login' }), 'event.type'],
    ['the source of somebody else', event({ source: 'erp' }), 'source.mismatch'],
    ['a time more than five minutes ahead', event({ time: '2026-03-02T09:05:01Z' }), 'time.future'],
    ['no time', event({ time: undefined }), 'request.invalid'],
    ['an action nobody defined', event({}, { action: 'stare' }), 'request.invalid'],
    ['a field nobody defined', event({}, { mood: 'bad' }), 'request.invalid'],
    ['a negative number of rows', event({}, { rows: -1 }), 'request.invalid'],
    ['a destination of no known kind', event({}, { destination: 'mars:base' }), 'request.invalid'],
    ['no object at all', 'nonsense', 'request.invalid'],
  ])('is rejected by its index when it has %s', (_what, given, code) => {
    expect(readClaim(given, 7, ['crm'], now)).toMatchObject({ index: 7, code });
  });

  it('may be up to five minutes ahead of our clock', () => {
    expect(readClaim(event({ time: '2026-03-02T09:05:00Z' }), 0, ['crm'], now)).not.toHaveProperty('code');
  });
});
