import { setTimeout } from 'node:timers/promises';
import { logSealed } from '#domain/seal/seal.events';
import { streams } from '#domain/streams';
import type { Clock } from '#platform/clock';
import { derivedId, namespaces } from '#platform/ids';
import type { Logger } from '#platform/logger';
import { StoreUnavailable, WrongExpectedRevision } from './event-store.js';
import type { StoredEvent } from './event-store.js';
import type { Log } from './log.js';
import { digestOf, Segment } from './seal-chain.js';

/** When events are sealed; whichever comes first. A quiet log is sealed soon, so that little is ever unsealed. */
export type SealPolicy = {
  readonly maxEvents: number;
  readonly maxAgeMs: number;
  /** No event for so long … */
  readonly quietMs: number;
  /** … and no seal for so long. */
  readonly minGapMs: number;
};
const defaultPolicy: SealPolicy = { maxEvents: 5_000, maxAgeMs: 30_000, quietMs: 2_000, minGapMs: 10_000 };

export type Sealer = {
  /** Seals what it has read and ends. */
  stop(): Promise<void>;
};
export type SealerDeps = {
  readonly log: Log;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly policy?: Partial<SealPolicy>;
};

const pauseAfterOutageMs = 1_000;

/**
 * Seals the log as it grows, at least every half minute of activity. Several may run: a seal expects the revision
 * of the one before it, so one sealer wins and the others go on from there. It ends by itself only on a defect,
 * which it logs.
 */
export function startSealer(deps: SealerDeps): Sealer {
  const stopping = new AbortController();
  const running = keepSealing(deps, stopping.signal).catch((error: unknown) => {
    deps.logger.error({ err: error }, 'the sealer stopped: nothing is sealed until it is started again');
  });
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

async function keepSealing(deps: SealerDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await sealAsItGrows(deps, signal);
    } catch (error) {
      // Another sealer came first: go on from its seal.
      if (error instanceof WrongExpectedRevision) continue;
      if (!(error instanceof StoreUnavailable)) throw error;
      await setTimeout(pauseAfterOutageMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function sealAsItGrows({ log, clock, policy: given }: SealerDeps, signal: AbortSignal): Promise<void> {
  const policy = { ...defaultPolicy, ...given };
  // How long ago something was, whatever the clock is set to meanwhile.
  const now = () => performance.now();
  const last = await afterLastSeal(log);
  let { revision, segment } = last;
  let sealedAt = -Infinity;
  let open: { since: number; lastAt: number; through: string } | undefined;

  const seal = async () => {
    if (open === undefined) return;
    const summary = segment.summary();
    const event = { ...logSealed.of({ through: open.through, ...summary }), id: idOf(summary.hash) };
    const expected = revision < 0 ? 'none' : revision;
    const metadata = {
      occurredAt: clock().toISOString(),
      actor: 'system:sealer',
      channel: 'system',
      trust: 'witnessed' as const,
      correlationId: event.id,
    };
    ({ revision } = await log.append(streams.seal, expected, [event], metadata));
    segment = new Segment(summary.hash);
    [sealedAt, open] = [now(), undefined];
  };

  for await (const message of log.store.subscribe({ ...(last.through !== '' && { from: last.through }), signal })) {
    if (message.kind === 'event') {
      segment.add(digestOf(message.event));
      // A seal alone is no reason for the next one.
      if (open !== undefined || !isSeal(message.event)) {
        open = { since: open?.since ?? now(), lastAt: now(), through: message.event.position };
      }
    }
    if (open !== undefined && isDue(policy, { ...open, events: segment.events, sealedAt, now: now() })) await seal();
  }
  await seal();
}

/** Events that no seal covers yet, counted up to `limit`; a last seal by itself is none. @throws StoreUnavailable */
export async function unsealedEvents(log: Pick<Log, 'facts' | 'store'>, limit: number): Promise<number> {
  const { through } = await afterLastSeal(log);
  let events = 0;
  let isSealAlone = true;
  for await (const event of log.store.readAll({ ...(through !== '' && { from: through }), limit })) {
    events += 1;
    isSealAlone &&= isSeal(event);
  }
  return isSealAlone ? 0 : events;
}

type Unsealed = {
  readonly events: number;
  readonly since: number;
  readonly lastAt: number;
  readonly sealedAt: number;
  readonly now: number;
};
const isDue = (policy: SealPolicy, { events, since, lastAt, sealedAt, now }: Unsealed): boolean =>
  events >= policy.maxEvents ||
  now - since >= policy.maxAgeMs ||
  (now - lastAt >= policy.quietMs && now - sealedAt >= policy.minGapMs);

/** Where the next seal begins: after what the last one covers. */
async function afterLastSeal(
  log: Pick<Log, 'facts'>,
): Promise<{ revision: number; through: string; segment: Segment }> {
  for await (const last of log.facts.readStream(streams.seal, { direction: 'backwards', limit: 1 })) {
    if (last.type !== logSealed.type) continue;
    return { revision: last.revision, through: last.data.through, segment: new Segment(last.data.hash) };
  }
  return { revision: -1, through: '', segment: new Segment('') };
}

/** By content: the same seal made twice is one, and two that differ are never taken for each other. */
const idOf = (hash: string): string => derivedId(namespaces.url, `log-sealed#${hash}`);

const isSeal = (event: StoredEvent): boolean => event.type === logSealed.type;
