import { describe, expect, it } from '@jest/globals';
import { accessEventOf } from '#domain/access/access.events';
import { wokenBy } from './woken-by.js';

describe('waking', () => {
  it('scores whatever people do with customer data, and what changes how that is judged', () => {
    for (const { type } of Object.values(accessEventOf)) expect(wokenBy(new Set([type]))).toEqual(['score']);
    expect(wokenBy(new Set(['AccessDenied']))).toEqual(['score']);
    expect(wokenBy(new Set(['DetectionPolicyPublished']))).toEqual(['score']);
  });

  it('looks at what is due when an approval or a grant begins or ends', () => {
    expect(wokenBy(new Set(['ApprovalGranted']))).toEqual(['due']);
    expect(wokenBy(new Set(['ExportGranted', 'CustomerRecordViewed']))).toEqual(['score', 'due']);
  });

  it('wakes nobody for what nobody waits for, its own conclusions least of all', () => {
    expect(wokenBy(new Set(['RiskAssessed', 'AlertRaised', 'RecordsInspected', 'LogSealed']))).toEqual([]);
  });
});
