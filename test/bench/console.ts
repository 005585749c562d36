import { addFirm, bigFirm } from '../support/big-firm.js';
import { ConsoleUnderTest } from '../support/console.js';
import { longLists, speedOf, walkList } from '../support/page-speed.js';
import type { PageSpeed } from '../support/page-speed.js';
import { caughtUp } from '../support/caught-up.js';
import { median } from './harness.js';
import type { Benchmark } from './harness.js';

/** What somebody waits for in the console of a firm with 10,000 alerts, 5,000 customers and a year's events. */
export const consoleSpeed: Benchmark = {
  name: 'console',
  run: async ({ rounds }) => {
    const firm = await ConsoleUnderTest.start();
    try {
      const events = await addFirm(firm.data, bigFirm);
      await caughtUp(firm.running, 900_000);
      const measured: PageSpeed[] = [];
      const figures: Record<string, number> = { events };
      for (const list of longLists) {
        const speeds: PageSpeed[] = [];
        for (let round = 0; round < rounds; round += 1) speeds.push(await speedOf(firm, { ...list, ...walkList }));
        const one = mediansOf(speeds);
        measured.push(one);
        for (const [name, value] of Object.entries(one)) figures[`${list.path} ${name}`] = value;
      }
      const slowest = (name: keyof PageSpeed): number => Math.max(...measured.map((speed) => speed[name]));
      return {
        figures,
        bars: [
          { name: 'first contentful paint, ms', value: slowest('firstPaintMs'), bar: 1_000, atMost: true },
          { name: 'interaction to next paint, ms', value: slowest('interactionMs'), bar: 200, atMost: true },
          { name: 'initial JavaScript, KB gzip', value: slowest('scriptBytes') / 1_024, bar: 200, atMost: true },
        ],
      };
    } finally {
      await firm.stop();
    }
  },
};

const mediansOf = (speeds: readonly PageSpeed[]): PageSpeed => ({
  firstPaintMs: median(speeds.map(({ firstPaintMs }) => firstPaintMs)),
  interactionMs: median(speeds.map(({ interactionMs }) => interactionMs)),
  scriptBytes: median(speeds.map(({ scriptBytes }) => scriptBytes)),
});
