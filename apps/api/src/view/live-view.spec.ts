import { describe, expect, it } from '@jest/globals';
import type { Message } from '#event-store/log';
import { startLiveView } from './live-view.js';

type Happened = { readonly position: string };
const event = (position: string): Message<Happened> => ({
  kind: 'event',
  event: { position },
});
const caughtUp = (through: string): Message<Happened> => ({ kind: 'caughtUp', through });

/** A subscription fed by hand. */
function feed() {
  const queue: Message<Happened>[] = [];
  let wake = (): void => undefined;
  return {
    push: (...messages: Message<Happened>[]) => {
      queue.push(...messages);
      wake();
    },
    async *subscribe(_from: string, signal: AbortSignal): AsyncIterable<Message<Happened>> {
      signal.addEventListener('abort', () => wake());
      while (!signal.aborted) {
        const next = queue.shift();
        if (next !== undefined) yield next;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}

function viewOf(overrides: { apply?: (event: Happened) => void } = {}) {
  const clock = { ms: 1_000 };
  const applied: string[] = [];
  let tell = (_error: unknown): void => undefined;
  const defect = new Promise<unknown>((resolve) => (tell = resolve));
  const source = feed();
  const view = startLiveView({
    load: async () => '05',
    subscribe: (from, signal) => source.subscribe(from, signal),
    apply: overrides.apply ?? ((given) => applied.push(given.position)),
    nowMs: () => clock.ms,
    onDefect: (error) => tell(error),
  });
  return { view, source, clock, applied, defect };
}

describe('a live view', () => {
  it('answers nothing before it has reached the head of the log', async () => {
    const { view, source } = viewOf();
    expect(() => view.requireFresh()).toThrow(expect.objectContaining({ code: 'view.lagging' }));
    source.push(event('06'), caughtUp('06'));
    await view.ready;
    expect(() => view.requireFresh()).not.toThrow();
    await view.stop();
  });

  it('answers nothing once it has not seen the head for two seconds', async () => {
    const { view, source, clock } = viewOf();
    source.push(caughtUp('05'));
    await view.ready;
    clock.ms += 2_000;
    expect(() => view.requireFresh()).not.toThrow();
    clock.ms += 1;
    expect(() => view.requireFresh()).toThrow(expect.objectContaining({ code: 'view.lagging' }));
    await view.stop();
  });

  it('lets a writer wait until its own event is in the view', async () => {
    const { view, source, applied } = viewOf();
    const passed = view.passed('07').then(() => [...applied]);
    source.push(event('06'), event('07'));
    expect(await passed).toEqual(['06', '07']);
    await view.passed('06');
    await view.stop();
  });

  it('refuses a writer whose event does not arrive in time', async () => {
    const { view } = viewOf();
    await expect(view.passed('09', 5)).rejects.toMatchObject({ code: 'view.lagging' });
    await view.stop();
  });

  it('stops answering and says so when an event cannot be applied', async () => {
    const { view, source, defect } = viewOf({
      apply: () => {
        throw new Error('poison');
      },
    });
    source.push(caughtUp('05'));
    await view.ready;
    source.push(event('06'));
    expect(await defect).toEqual(new Error('poison'));
    expect(() => view.requireFresh()).toThrow(expect.objectContaining({ code: 'view.lagging' }));
  });
});
