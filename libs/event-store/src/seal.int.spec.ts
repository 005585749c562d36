import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { localeChanged } from '#domain/account/account.events';
import type { EventNamed } from '#domain/events';
import { streams } from '#domain/streams';
import { createLogger } from '#platform/logger';
import { newId } from '#platform/ids';
import { metadataBy, testLog } from '#test/support/log';
import type { TestLog } from '#test/support/log';
import { until } from '#test/support/until';
import type { Log } from './log.js';
import { startSealer } from './seal.js';
import type { Sealer, SealPolicy } from './seal.js';
import { verifyLog } from './verify.js';

let opened: TestLog;
let sealers: Sealer[] = [];
let defects: string[] = [];
beforeAll(async () => {
  opened = await testLog();
});
afterEach(async () => {
  await Promise.all(sealers.map((sealer) => sealer.stop()));
  sealers = [];
  expect(defects).toEqual([]);
  defects = [];
});
afterAll(() => opened.close());

const soon: SealPolicy = { maxEvents: 10, maxAgeMs: 100, quietMs: 20, minGapMs: 0 };
const never: SealPolicy = { maxEvents: 1e9, maxAgeMs: 1e9, quietMs: 1e9, minGapMs: 1e9 };
const start = (log: Log, policy: SealPolicy, clock = () => new Date()) => {
  const sealer = startSealer({
    log,
    clock,
    logger: createLogger('error', { write: (line) => void defects.push(line) }),
    policy,
  });
  sealers.push(sealer);
  return sealer;
};
/** The position of the last of the changes. */
const change = async (log: Log, times: number): Promise<string> => {
  const accountId = newId();
  let last = '';
  for (let n = 0; n < times; n++) {
    const event = localeChanged.of({ accountId, locale: `l${n}` });
    ({ position: last } = await log.append(streams.account(accountId), 'any', [event], metadataBy('a')));
  }
  return last;
};
const seals = async (): Promise<EventNamed<'LogSealed'>['data'][]> => {
  const all: EventNamed<'LogSealed'>['data'][] = [];
  for await (const event of opened.log.facts.readStream(streams.seal))
    if (event.type === 'LogSealed') all.push(event.data);
  return all;
};
const verified = () => verifyLog({ store: opened.log.store, keys: opened.keys });
const sealedThrough = (position: string) => until(async () => (await verified()).sealedThrough >= position);

/** The log with a subscription that looks again at once, so that nobody waits for its second to pass. */
const impatient = (log: Log, looks: { count: number }): Log => ({
  ...log,
  store: {
    ...log.store,
    subscribe: async function* ({ from = '', signal }) {
      for (let through = from; !signal.aborted; looks.count++) {
        for await (const event of log.store.readAll({ from: through })) {
          yield { kind: 'event', event };
          through = event.position;
        }
        yield { kind: 'caughtUp', through };
      }
    },
  },
});

describe('the sealer', () => {
  it('seals what is recorded, and rests when nothing is', async () => {
    const looks = { count: 0 };
    start(impatient(opened.log, looks), soon);
    await sealedThrough(await change(opened.log, 25));
    const made = await seals();
    expect(made.reduce((sum, seal) => sum + seal.events, 0)).toBeGreaterThanOrEqual(25);
    const before = looks.count;
    // A seal is an event as well; sealing it in turn would never end.
    await until(async () => looks.count > before + 50);
    expect(await seals()).toHaveLength(made.length);
    expect(await verified()).toMatchObject({ ok: true, problems: [] });
  });

  it('seals what waits for it, though the clock is set back meanwhile', async () => {
    let backMs = 0;
    const looks = { count: 0 };
    start(impatient(opened.log, looks), { ...never, maxAgeMs: 500 }, () => new Date(Date.now() - backMs));
    const head = await change(opened.log, 1);
    const before = looks.count;
    await until(async () => looks.count > before + 1);
    backMs = 3_600_000;
    await sealedThrough(head);
  });

  it('seals the rest when it is stopped', async () => {
    const looks = { count: 0 };
    const head = await change(opened.log, 3);
    const sealer = start(impatient(opened.log, looks), never);
    await until(async () => looks.count > 0);
    expect((await verified()).sealedThrough < head).toBe(true);
    await sealer.stop();
    expect((await seals()).at(-1)?.through).toBe(head);
    expect(await verified()).toMatchObject({ ok: true, sealedThrough: head });
  });

  it('works beside another one: one chain, whole', async () => {
    const other = await opened.anotherProcess();
    start(impatient(opened.log, { count: 0 }), soon);
    // At another pace: in step, both would write the same seals and never meet.
    start(impatient(other.log, { count: 0 }), { ...soon, maxEvents: 7 });
    const ends = await Promise.all([change(opened.log, 40), change(other.log, 40)]);
    await sealedThrough(ends.toSorted().at(-1) ?? '');
    const chain = await seals();
    expect(chain.slice(1).map((seal) => seal.previous)).toEqual(chain.slice(0, -1).map((seal) => seal.hash));
    expect(await verified()).toMatchObject({ ok: true, problems: [] });
  });
});
