import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { all, anEvent, events, following, idsOf, newStream, untilAnswered } from './event-store.contract-support.js';
import type { Fixture } from './event-store.contract-support.js';

export function describeSubscriptions(fixture: () => Fixture): void {
  describe('subscribing', () => {
    it('catches up and goes on live with no gap and no repeat while others write', async () => {
      const { log, store } = fixture();
      const other = await log.open();
      const from = await store.head();
      let written = 0;
      const writers = Array.from({ length: 8 }, async (_, index) => {
        const stream = newStream();
        for (let turn = 0; turn < 40; turn++) {
          await (index % 2 === 0 ? store : other).append(stream, 'any', events(2));
          written += 2;
        }
      });
      while (written < 100) await delay(1);
      const subscription = following(store, { from });
      expect(written).toBeLessThan(640);
      await Promise.all(writers);
      await subscription.until(() => subscription.seen.length >= 640);
      expect(idsOf(subscription.seen)).toEqual(idsOf(await all(store.readAll({ from }))));
      await subscription.stop();
      await other.close();
    });

    it('yields an event soon after it was appended, in another handle too', async () => {
      const { log, store } = fixture();
      const other = await log.open();
      const subscription = following(other, { from: await store.head() });
      await subscription.until(() => subscription.messages.length > 0);
      const startedAt = performance.now();
      for (let turn = 1; turn <= 20; turn++) {
        await store.append(newStream(), 'none', events(1));
        await subscription.until(() => subscription.seen.length === turn);
      }
      // Waiting for the next poll each time would take many seconds.
      expect(performance.now() - startedAt).toBeLessThan(5_000);
      await subscription.stop();
      await other.close();
    });

    it('says that it has caught up, through which position, and again every second', async () => {
      const { store } = fixture();
      const { position } = await store.append(newStream(), 'none', events(3));
      const subscription = following(store, { from: position });
      await subscription.until(() => subscription.messages.length > 0);
      const startedAt = performance.now();
      await subscription.until(() => subscription.messages.length > 2);
      expect(performance.now() - startedAt).toBeLessThan(2_500);
      for (const message of subscription.messages) expect(message).toEqual({ kind: 'caughtUp', through: position });
      await subscription.stop();
    });

    it('has yielded everything that matches before it says that it has caught up', async () => {
      const { store } = fixture();
      const kind = `kind${newStream().slice(-6)}`;
      const from = await store.head();
      const wanted = [anEvent({ type: 'AccessDenied' }), anEvent({ type: 'AccessDenied' })];
      await store.append(newStream(kind), 'none', [...events(50), ...wanted, ...events(50)]);
      const { position } = await store.append(newStream(), 'none', [anEvent({ type: 'AccessDenied' })]);
      const filter = { streamPrefixes: [`${kind}-`], types: ['AccessDenied'] };
      const subscription = following(store, { from, filter });
      await subscription.until(() => subscription.messages.some((message) => message.kind === 'caughtUp'));
      expect(idsOf(subscription.seen)).toEqual(idsOf(wanted));
      expect(subscription.messages[2]).toEqual({ kind: 'caughtUp', through: position });
      const more = anEvent({ type: 'AccessDenied' });
      await store.append(newStream(kind), 'none', [...events(3), more]);
      await subscription.until(() => subscription.seen.length > 2);
      expect(subscription.seen[2]?.id).toBe(more.id);
      await subscription.stop();
    });

    it('waits for a subscriber that is slower than the writers', async () => {
      const { store } = fixture();
      const from = await store.head();
      const seen: string[] = [];
      const stop = new AbortController();
      const reading = (async () => {
        for await (const message of store.subscribe({ from, signal: stop.signal })) {
          if (message.kind === 'caughtUp') continue;
          seen.push(message.event.id);
          if (seen.length % 10 === 0) await delay(1);
          if (seen.length === 1_000) stop.abort();
        }
      })();
      for (let turn = 0; turn < 10; turn++) await store.append(newStream(), 'none', events(100));
      await reading;
      expect(seen).toEqual(idsOf(await all(store.readAll({ from, limit: 1_000 }))));
    });

    it('serves subscribers from different positions without mixing them up', async () => {
      const { store } = fixture();
      const first = await store.append(newStream(), 'none', events(1));
      const batch = events(5);
      await store.append(newStream(), 'none', batch);
      const later = await store.append(newStream(), 'none', events(1));
      const early = following(store, { from: first.position });
      const late = following(store, { from: later.position });
      const last = anEvent();
      await store.append(newStream(), 'none', [last]);
      await early.until(() => early.seen.length === 7);
      await late.until(() => late.seen.length === 1);
      expect(idsOf(early.seen).slice(0, 5)).toEqual(idsOf(batch));
      expect(idsOf(late.seen)).toEqual([last.id]);
      await Promise.all([early.stop(), late.stop()]);
    });

    it('ends when it is aborted: before it starts, while it waits and among events', async () => {
      const { store } = fixture();
      expect(await all(store.subscribe({ signal: AbortSignal.abort() }))).toEqual([]);
      const waiting = following(store, { from: await store.head() });
      await waiting.until(() => waiting.messages.length > 0);
      await waiting.stop();
      const from = await store.head();
      await store.append(newStream(), 'none', events(5));
      const stop = new AbortController();
      const seen: string[] = [];
      for await (const message of store.subscribe({ from, signal: stop.signal })) {
        seen.push(message.kind);
        if (seen.length === 2) stop.abort();
      }
      expect(seen).toEqual(['event', 'event']);
    });

    it('goes on by itself after a restart of the server, with no gap and no repeat', async () => {
      const { log, store } = fixture();
      if (log.makeServerRestart === undefined) return;
      const from = await store.head();
      const [before, after] = [events(3), events(3)];
      const subscription = following(store, { from });
      await store.append(newStream(), 'none', before);
      await subscription.until(() => subscription.seen.length === 3);
      await log.makeServerRestart();
      const stream = newStream();
      await untilAnswered(() => store.append(stream, 'none', after));
      await subscription.until(() => subscription.seen.length >= 6);
      expect(idsOf(subscription.seen)).toEqual(idsOf([...before, ...after]));
      await subscription.stop();
    }, 30_000);

    it('goes on where it was when the server goes away while it catches up', async () => {
      const { log, store } = fixture();
      if (log.makeServerRestart === undefined) return;
      const from = await store.head();
      for (let part = 0; part < 6; part++) await store.append(newStream(), 'none', events(500));
      const seen: string[] = [];
      const stop = new AbortController();
      let restarted: Promise<void> | undefined;
      for await (const message of store.subscribe({ from, signal: stop.signal })) {
        if (message.kind === 'caughtUp') stop.abort();
        else if (seen.push(message.event.id) === 100) restarted = log.makeServerRestart();
      }
      await restarted;
      expect(seen).toHaveLength(3_000);
      expect(seen).toEqual(idsOf(await all(store.readAll({ from }))));
    }, 30_000);
  });
}
