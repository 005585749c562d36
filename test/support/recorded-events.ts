import type { Metadata, Recorded } from '#domain/event';
import type { DomainEvent } from '#domain/events';
import type { EventSource, SourceMessage } from '#read-model/event-source';

export type RecordedEvent = Recorded<DomainEvent>;
export type Given = DomainEvent & {
  readonly stream?: string;
  readonly actor?: string;
  readonly occurredAt?: string;
  readonly recordedAt?: string;
};

const startMs = Date.parse('2026-03-02T09:00:00.000Z');
export const positionOf = (n: number): string => String(n).padStart(19, '0');

/** The events as the log would hold them: one a second from 2 March 2026, 09:00 UTC, unless they say otherwise. */
export function recorded(events: readonly Given[], from = 1): readonly RecordedEvent[] {
  return events.map((event, index) => {
    const n = from + index;
    const at = new Date(startMs + n * 1_000).toISOString();
    const metadata: Metadata = {
      occurredAt: event.occurredAt ?? at,
      actor: event.actor ?? 'account-1',
      channel: 'api',
      trust: 'witnessed',
      correlationId: 'c1',
    };
    return {
      ...event,
      ...metadata,
      id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
      stream: event.stream ?? 'stream',
      revision: n,
      position: positionOf(n),
      recordedAt: event.recordedAt ?? at,
    };
  });
}

/** A log in memory. What is appended later reaches its subscribers. */
export function memoryLog(events: readonly RecordedEvent[] = []): EventSource & {
  append(more: readonly RecordedEvent[]): void;
} {
  const held = [...events];
  const wakeUps = new Set<() => void>();
  const after = (from: string | undefined): number =>
    from === undefined ? 0 : held.findLastIndex(({ position }) => position <= from) + 1;
  return {
    append: (more) => {
      held.push(...more);
      for (const wake of wakeUps) wake();
    },
    readAll: async function* ({ from, limit }) {
      yield* held.slice(after(from)).slice(0, limit);
    },
    subscribe: async function* ({ from, signal }): AsyncGenerator<SourceMessage> {
      let next = after(from);
      const wakeAll = (): void => wakeUps.forEach((wake) => wake());
      signal.addEventListener('abort', wakeAll, { once: true });
      while (!signal.aborted) {
        for (let event = held[next]; event !== undefined; event = held[next]) {
          next += 1;
          yield { kind: 'event', event };
        }
        yield { kind: 'caughtUp', through: held.at(-1)?.position ?? '' };
        await new Promise<void>((resolve) => {
          wakeUps.add(resolve);
          if (signal.aborted || next < held.length) resolve();
        });
      }
    },
  };
}
