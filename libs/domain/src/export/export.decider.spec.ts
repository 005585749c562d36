import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { fold } from '../decider.js';
import { refused, specify } from '../testing/specification.js';
import { exportDecider } from './export.decider.js';
import type { ExportCommand, ExportEvent } from './export.decider.js';
import { exportSetListed } from './export.events.js';

const words = { purpose: 'Mailing for the fair', recipient: 'print shop' };
const request = {
  exportId: 'x1',
  requestedBy: 'sam',
  requestedByAccount: 'account-of-sam',
  filter: { team: 'east' },
  fields: ['contact.email'],
  format: 'csv',
  rows: 12,
  leftOut: 1,
  highestSensitivity: 'confidential',
} as const;
const asking: Extract<ExportCommand, { type: 'RequestExport' }> = {
  type: 'RequestExport',
  request: {
    ...request,
    fields: [...request.fields],
    approvalId: 'a1',
    setRoot: 'root',
    policyVersion: 3,
    grantHours: 24,
  },
  words,
};
const follow = (outcome: Extract<ExportCommand, { type: 'FollowApproval' }>['outcome']): ExportCommand => ({
  type: 'FollowApproval',
  outcome,
  now: '2026-03-02T09:00:00.000Z',
});
const inTime = '2026-03-03T08:59:59.999Z';
const tooLate = '2026-03-03T09:00:00.000Z';
const run = (changes: Partial<Extract<ExportCommand, { type: 'RunExport' }>> = {}): ExportCommand => ({
  type: 'RunExport',
  by: 'sam',
  departingSinceGrant: false,
  released: {
    rows: 11,
    leftOut: 1,
    sensitivity: 'internal',
    portfolio: 'own',
    manifestRoot: 'manifest',
    watermarkId: 'w1',
    bytes: 400,
    device: null,
  },
  now: inTime,
  ...changes,
});
const download = (by: string, now: string): ExportCommand => ({ type: 'DownloadFile', by, device: 'd1', now });

const after = (...commands: readonly ExportCommand[]): readonly ExportEvent[] => {
  const happened: ExportEvent[] = [];
  for (const command of commands) happened.push(...exportDecider.decide(command, fold(exportDecider, happened)));
  return happened;
};
const when = (history: readonly ExportEvent[], command: ExportCommand) => {
  const outcome = specify(exportDecider)
    .given(...history)
    .when(command);
  return 'refused' in outcome ? outcome : outcome.map(({ type }) => type);
};
const granted = after(asking, follow('granted'));
const executed = [...granted, ...exportDecider.decide(run(), fold(exportDecider, granted))];

describe('An export', () => {
  it('is requested once, with its words kept apart from its facts', () => {
    expect(after(asking)).toMatchObject([
      { type: 'ExportRequested', data: { rows: 12, setRoot: 'root' }, personal: words },
    ]);
    expect(when(after(asking), asking)).toEqual([]);
  });
  it('says in ten characters at least what it is for', () => {
    const asked = (purpose: string): ExportCommand => ({ ...asking, words: { ...words, purpose } });
    expect(when([], asked('123456789 '))).toEqual(refused('purpose.too_short'));
    expect(when([], asked('给展会客户寄送邀请函的名单'))).toEqual(['ExportRequested']);
    expect(when([], asked('1234567890'))).toEqual(['ExportRequested']);
  });
  it('may list its customers, part by part, before it is requested', () => {
    const part = exportSetListed.of({ exportId: 'x1', set: 'requested', part: 0, customerIds: ['c1'] });
    expect(when([part], asking)).toEqual(['ExportRequested']);
    expect(fold(exportDecider, [part, ...granted])).toEqual(fold(exportDecider, granted));
  });
  it('is recorded even when it is refused at once', () => {
    const refusing: ExportCommand = {
      type: 'RefuseRequest',
      request: { ...request, fields: [...request.fields] },
      words,
      because: 'export.cap',
    };
    expect(after(refusing)).toMatchObject([{ type: 'ExportRefused', data: { because: 'export.cap', rows: 12 } }]);
    expect(fold(exportDecider, after(refusing))).toMatchObject({ status: 'refused', approvalId: null });
    expect(when(after(refusing), refusing)).toEqual([]);
  });
  it.each([
    ['granted', ['ExportGranted']],
    ['rejected', ['ExportRefused']],
    ['expired', ['ExportRefused']],
    ['returned', ['ExportReturned']],
    ['withdrawn', ['ExportWithdrawn']],
    ['pending', []],
  ] as const)('follows an approval that is %s', (outcome, types) => {
    expect(when(after(asking), follow(outcome))).toEqual(types);
  });
  it('follows its approval once, whatever is said after', () => {
    expect(when(granted, follow('rejected'))).toEqual([]);
    expect(when(executed, follow('granted'))).toEqual([]);
  });
  it('keeps what was asked for when its approval is refused', () => {
    expect(fold(exportDecider, after(asking, follow('rejected')))).toMatchObject({
      status: 'refused',
      approvalId: 'a1',
      setRoot: 'root',
      request: { rows: 12 },
    });
  });
  it('keeps who refused it apart from the requester’s own withdrawal', () => {
    expect(after(asking, follow('rejected')).at(-1)).toMatchObject({ data: { because: 'approval.rejected' } });
    expect(after(asking, follow('expired')).at(-1)).toMatchObject({ data: { because: 'approval.expired' } });
  });
});

describe('A grant', () => {
  it('holds as long as the chains said at submission, from the approval on', () => {
    const halfAnHour = { ...asking, request: { ...asking.request, grantHours: 0.5 } };
    expect(after(halfAnHour, follow('granted')).at(-1)).toMatchObject({
      data: { expiresAt: '2026-03-02T09:30:00.000Z' },
    });
  });
  it('runs once', () => {
    expect(when(granted, run())).toEqual(['ExportExecuted']);
    expect(when(executed, run())).toEqual(refused('grant.used'));
  });
  it('runs for its requester alone, and tells nobody else that it exists', () => {
    expect(when(granted, run({ by: 'eve' }))).toEqual(refused('not_found'));
  });
  it('does not run before the approval, or after a refusal', () => {
    expect(when(after(asking), run())).toEqual(refused('state.conflict'));
    expect(when(after(asking, follow('rejected')), run())).toEqual(refused('state.conflict'));
  });
  it('does not run after its time, whether or not the clock was looked at', () => {
    expect(when(granted, run({ now: tooLate }))).toEqual(refused('grant.expired'));
    expect(
      when(
        [...granted, ...exportDecider.decide({ type: 'ExpireGrant', now: tooLate }, fold(exportDecider, granted))],
        run(),
      ),
    ).toEqual(refused('grant.expired'));
  });
  it('never releases more rows than were approved', () => {
    const released = {
      rows: 13,
      leftOut: 0,
      sensitivity: 'internal',
      portfolio: 'own',
      manifestRoot: 'manifest',
    } as const;
    const tooMany = run({ released: { ...released, watermarkId: 'w1', bytes: 400, device: null } });
    expect(() => when(granted, tooMany)).toThrow('13 rows to release, 12 approved');
    const all = run({ released: { ...released, rows: 12, watermarkId: 'w1', bytes: 400, device: null } });
    expect(when(granted, all)).toEqual(['ExportExecuted']);
  });
  it('does not run for somebody who has given notice since', () => {
    expect(when(granted, run({ departingSinceGrant: true }))).toEqual(refused('access.denied'));
  });
  it('expires only when its time is over and it was not used', () => {
    expect(when(granted, { type: 'ExpireGrant', now: inTime })).toEqual([]);
    expect(when(granted, { type: 'ExpireGrant', now: tooLate })).toEqual(['ExportExpired']);
    expect(when(executed, { type: 'ExpireGrant', now: tooLate })).toEqual([]);
  });
});

describe('A file', () => {
  it('is downloaded by its requester, as often as needed, each time on record', () => {
    const twice = [...executed, ...exportDecider.decide(download('sam', inTime), fold(exportDecider, executed))];
    expect(when(twice, download('sam', inTime))).toEqual(['ExportDownloaded']);
    expect(fold(exportDecider, twice)).toMatchObject({ downloads: 1 });
  });
  it('is there for nobody else', () => {
    expect(when(executed, download('eve', inTime))).toEqual(refused('not_found'));
  });
  it('is there after the run and until the grant expires', () => {
    expect(when(granted, download('sam', inTime))).toEqual(refused('state.conflict'));
    expect(when(executed, download('sam', tooLate))).toEqual(refused('grant.expired'));
  });
});

describe('Whatever is tried', () => {
  const at = (minutes: number): string => new Date(Date.parse('2026-03-02T09:00:00Z') + minutes * 60_000).toISOString();
  // Around the request, the grant and its end; the clocks of two processes need not agree.
  const now = fc.constantFrom(0, 1, 24 * 60 - 1, 24 * 60, 24 * 60 + 1).map(at);
  const by = fc.constantFrom('sam', 'sam', 'sam', 'eve');
  const command: fc.Arbitrary<ExportCommand> = fc.oneof(
    fc.constant(asking),
    fc.constantFrom('granted' as const, 'granted' as const, 'rejected' as const, 'expired' as const).map(follow),
    fc.record({ by, departingSinceGrant: fc.constantFrom(false, false, true), now }).map(run),
    fc.tuple(by, now).map(([who, when]) => download(who, when)),
    now.map((when): ExportCommand => ({ type: 'ExpireGrant', now: when })),
  );

  it('a grant is spent once at most, by its requester, in its time, and no file leaves but by it', () => {
    let spent = 0;
    fc.assert(
      fc.property(fc.array(command, { maxLength: 15 }), (attempts) => {
        const happened: ExportEvent[] = [];
        for (const attempt of [asking, ...attempts]) {
          const before = fold(exportDecider, happened);
          const outcome = specify(exportDecider)
            .given(...happened)
            .when(attempt);
          if ('refused' in outcome) continue;
          happened.push(...outcome);
          for (const { type } of outcome) {
            if (type === 'ExportExecuted') expect(before).toMatchObject({ status: 'granted', requestedBy: 'sam' });
            if (type === 'ExportDownloaded') expect(before).toMatchObject({ status: 'executed' });
            if (type === 'ExportExecuted' || type === 'ExportDownloaded') {
              expect(attempt).toMatchObject({ by: 'sam' });
              expect('now' in attempt && attempt.now < tooLate).toBe(true);
            }
          }
          // Said again it changes nothing, or is refused; but every download is an event.
          const again = specify(exportDecider)
            .given(...happened)
            .when(attempt);
          if (attempt.type !== 'DownloadFile') expect('refused' in again || again.length === 0).toBe(true);
        }
        const times = (type: ExportEvent['type']) => happened.filter((event) => event.type === type).length;
        expect(times('ExportExecuted')).toBeLessThanOrEqual(1);
        expect(times('ExportGranted') + times('ExportRefused')).toBeLessThanOrEqual(1);
        expect(times('ExportExecuted') + times('ExportExpired')).toBeLessThanOrEqual(1);
        spent += times('ExportExecuted');
      }),
      { numRuns: 1_000 },
    );
    expect(spent).toBeGreaterThan(0);
  });
});

it('An export that nobody asked for is not found', () => {
  expect(when([], run())).toEqual(refused('not_found'));
  expect(when([], follow('granted'))).toEqual(refused('not_found'));
  expect(() => fold(exportDecider, granted.slice(1))).toThrow('ExportGranted before ExportRequested');
});
