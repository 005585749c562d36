import { describe, expect, it } from '@jest/globals';
import { indicatorCodes } from '#detection/indicators';
import { exportDecider } from '#domain/export/export.decider';
import type { ExportState } from '#domain/export/export.decider';
import { exports } from '../../apps/console/src/messages/en/exports.js';
import { indicators } from '../../apps/console/src/messages/en/indicators.js';

describe('The console’s words', () => {
  // The other languages cannot lack what English has: they would not compile.
  it('name every indicator', () => {
    expect(Object.keys(indicators).sort()).toEqual([...indicatorCodes].sort());
  });

  it.each(['rejected', 'expired'] as const)('say of an export why its approval ended it: %s', (outcome) => {
    const pending: ExportState = {
      status: 'pending',
      exportId: 'x-1',
      requestedBy: 'e-1',
      requestedByAccount: 'a-1',
      approvalId: 'p-1',
      request: { filter: {}, fields: ['basic.city'], format: 'csv', rows: 0, leftOut: 0, highestSensitivity: null },
      setRoot: '',
      grantHours: 1,
      expiresAt: null,
      executed: null,
      downloads: 0,
    };
    const now = '2026-03-02T09:00:00.000Z';
    const [event] = exportDecider.decide({ type: 'FollowApproval', outcome, now }, pending);
    const because = event?.type === 'ExportRefused' ? event.data.because : '';
    expect(Object.keys(exports.reasons)).toContain(because.replace('.', '-'));
  });
});
