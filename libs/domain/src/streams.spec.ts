import { describe, expect, it } from '@jest/globals';
import { streams, subjectOfStream } from './streams.js';

const id = '01a20acf-ce48-7eca-a7c1-076867302129';

describe('a stream about one person or customer', () => {
  it.each([
    ['employment', streams.employee(id)],
    ['a customer', streams.customer(id)],
    ['accesses of a day', streams.access(id, '2026-03-02')],
    ['assessments', streams.risk(id)],
    ['an alert', streams.alert(`${id}-12`)],
    ['a key', streams.subject(id)],
  ])('tells whom: %s', (_what, stream) => {
    expect(subjectOfStream(stream)).toBe(id);
  });

  it.each([
    ['what an auditor looked at', streams.audit(id, '2026-03-02')],
    ['an export', streams.export(id)],
    ['an approval', streams.approval(id)],
    ['an account', streams.account(id)],
    ['a policy', streams.policy('tiers')],
    ['the seals', streams.seal],
  ])('is none of these: %s', (_what, stream) => {
    expect(subjectOfStream(stream)).toBeUndefined();
  });
});
