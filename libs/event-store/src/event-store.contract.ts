import { afterAll, beforeAll, describe } from '@jest/globals';
import { describeAppends } from './event-store.contract-appends.js';
import { describeReads } from './event-store.contract-reads.js';
import { describeRepeats } from './event-store.contract-repeats.js';
import { describeSubscriptions } from './event-store.contract-subscriptions.js';
import type { Fixture, LogUnderTest } from './event-store.contract-support.js';

export type { LogUnderTest, OpenLog } from './event-store.contract-support.js';

/** What every log promises, whatever keeps it. Each part uses streams of its own, so the log need not be empty. */
export function describeEventStore(name: string, openLog: () => Promise<LogUnderTest>): void {
  describe(`the log in ${name}`, () => {
    const current: { fixture?: Fixture } = {};
    const fixture = (): Fixture => {
      if (current.fixture === undefined) throw new Error('the log is not open yet');
      return current.fixture;
    };
    beforeAll(async () => {
      const log = await openLog();
      current.fixture = { log, store: await log.open() };
    }, 60_000);
    afterAll(async () => {
      await current.fixture?.store.close();
      await current.fixture?.log.close();
    }, 30_000);

    describeAppends(fixture);
    describeReads(fixture);
    describeSubscriptions(fixture);
    describeRepeats(fixture);
  });
}
