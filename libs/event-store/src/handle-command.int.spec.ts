import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localeChanged } from '#domain/account/account.events';
import type { Decider } from '#domain/decider';
import type { EventNamed } from '#domain/events';
import { Refusal } from '#domain/refusal';
import { streams } from '#domain/streams';
import { derivedId, namespaces, newId } from '#platform/ids';
import { metadataBy, testLog } from '#test/support/log';
import type { TestLog } from '#test/support/log';
import { StoreUnavailable } from './event-store.js';
import type { EventStore } from './event-store.js';
import { handleCommand } from './handle-command.js';
import { createLog } from './log.js';

let opened: TestLog;
beforeAll(async () => {
  opened = await testLog();
});
afterAll(() => opened.close());

/** An account that counts how often its locale changed, up to a limit. */
type State = { readonly changes: number; readonly locale: string };
type Command = { readonly accountId: string; readonly locale: string; readonly atMost?: number };
const decider: Decider<State, Command, EventNamed<'LocaleChanged'>> = {
  initial: { changes: 0, locale: 'en' },
  evolve: (state, { data }) => ({ changes: state.changes + 1, locale: data.locale }),
  decide: ({ accountId, locale, atMost = Infinity }, state) => {
    if (state.changes >= atMost) throw new Refusal('locale.limit', 'enough');
    return state.locale === locale ? [] : [localeChanged.of({ accountId, locale })];
  },
};

const metadata = metadataBy('acc1');
const request = (accountId: string, locale: string, more: { atMost?: number } = {}) => ({
  stream: streams.account(accountId),
  command: { accountId, locale, ...more },
  metadata,
});
const refusal = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Refusal ? error.code : error),
  );

describe('a command', () => {
  it('answers where its events stand and what came of them', async () => {
    const id = newId();
    const first = await handleCommand(opened.log, decider, request(id, 'de'));
    expect(first).toMatchObject({ revision: 0, state: { changes: 1, locale: 'de' } });
    const second = await handleCommand(opened.log, decider, request(id, 'fr'));
    expect(second).toMatchObject({ revision: 1, state: { changes: 2 }, events: [{ type: 'LocaleChanged' }] });
    expect(second.position > first.position).toBe(true);
  });

  it('that asks for what is done already changes nothing', async () => {
    const id = newId();
    const first = await handleCommand(opened.log, decider, request(id, 'de'));
    expect(await handleCommand(opened.log, decider, request(id, 'de'))).toEqual({ ...first, events: [] });
    expect(await handleCommand(opened.log, decider, request(newId(), 'en'))).toMatchObject({
      revision: -1,
      position: '',
    });
  });

  it('is decided again when others come first, so that no rule is broken', async () => {
    const id = newId();
    const attempts = Array.from({ length: 8 }, (_, n) =>
      refusal(handleCommand(opened.log, decider, request(id, `l${n}`, { atMost: 3 }))),
    );
    const outcomes = await Promise.all(attempts);
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(3);
    expect(outcomes.filter((outcome) => outcome === 'locale.limit')).toHaveLength(5);
  });

  it('is refused when its caller saw an older revision', async () => {
    const id = newId();
    await handleCommand(opened.log, decider, request(id, 'de'));
    const stale = handleCommand(opened.log, decider, { ...request(id, 'fr'), ifMatch: 7 });
    expect(await refusal(stale)).toBe('revision.stale');
    expect(await handleCommand(opened.log, decider, { ...request(id, 'fr'), ifMatch: 0 })).toMatchObject({
      revision: 1,
    });
  });

  it('that creates under an idempotency key is carried out once', async () => {
    const id = newId();
    const create = (locale: string, bodyHash: string) =>
      handleCommand(opened.log, decider, {
        ...request(id, locale),
        creates: true,
        metadata: { ...metadata, bodyHash },
      });
    const [one, again] = await Promise.all([create('de', 'hash-1'), create('de', 'hash-1')]);
    expect(one.position).toBe(again.position);
    expect([one.events.length + again.events.length, one.revision]).toEqual([1, 0]);
    expect(await refusal(create('fr', 'hash-2'))).toBe('idempotency.mismatch');
    const later = { ...request(id, 'fr'), metadata: { ...metadata, bodyHash: 'hash-3' } };
    await handleCommand(opened.log, decider, later);
    expect(await create('de', 'hash-1')).toMatchObject({ events: [], state: { locale: 'fr' } });
    expect(await refusal(create('fr', 'hash-3'))).toBe('idempotency.mismatch');
  });

  it('whose outcome stayed unknown is not carried out twice', async () => {
    const id = newId();
    let lost = 0;
    const forgetful: EventStore = {
      ...opened.log.store,
      append: async (...given) => {
        const answer = await opened.log.store.append(...given);
        if (lost++ > 0) return answer;
        throw new StoreUnavailable('the answer was lost');
      },
    };
    const log = createLog(forgetful, opened.keys);
    expect(await handleCommand(log, decider, request(id, 'de'))).toMatchObject({ revision: 0, state: { changes: 1 } });
    expect(lost).toBe(2);
    expect(await handleCommand(opened.log, decider, request(id, 'de'))).toMatchObject({ revision: 0, events: [] });
  });

  it('gives up after a while when the log stays away', async () => {
    const away: EventStore = { ...opened.log.store, append: () => Promise.reject(new StoreUnavailable('away')) };
    const log = createLog(away, opened.keys);
    await expect(handleCommand(log, decider, request(newId(), 'de'))).rejects.toThrow(StoreUnavailable);
  });

  it('gives its events the ids it was told to', async () => {
    const id = newId();
    const ids = (index: number) => derivedId(namespaces.url, `${id}#${index}`);
    const done = await handleCommand(opened.log, decider, { ...request(id, 'de'), ids });
    expect(done.events.map((event) => event.id)).toEqual([ids(0)]);
  });
});
