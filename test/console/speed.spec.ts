import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addFirm } from '../support/big-firm.js';
import { caughtUp } from '../support/caught-up.js';
import { ConsoleUnderTest } from '../support/console.js';
import { longLists, speedOf, walkList } from '../support/page-speed.js';

/** The short form of `npm run bench -- console`, which has the bars of time; a busy machine gets more of it here. */
describe('The console of a firm with a past', () => {
  let firm: ConsoleUnderTest;
  beforeAll(async () => {
    firm = await ConsoleUnderTest.start();
    await addFirm(firm.data, { people: 8, customers: 500, workingDays: 5, alerts: 300 });
    await caughtUp(firm.running, 120_000);
  }, 300_000);
  afterEach(() => firm.closePages());
  afterAll(() => firm.stop());

  it.each(longLists)(
    'shows $path soon, on little script, and answers keys at once',
    async (list) => {
      const { firstPaintMs, interactionMs, scriptBytes } = await speedOf(firm, { ...list, ...walkList });
      expect(scriptBytes).toBeLessThan(200 * 1_024);
      expect(firstPaintMs).toBeLessThan(5_000);
      expect(interactionMs).toBeLessThan(1_000);
    },
    300_000,
  );
});
