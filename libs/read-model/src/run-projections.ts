import { setTimeout as pause } from 'node:timers/promises';
import { checkpointsOf, isCurrent } from './checkpoints.js';
import type { Checkpoint } from './checkpoints.js';
import { fill } from './fill.js';
import { Lane } from './lane.js';
import { becomeOwner } from './ownership.js';
import type { Standing } from './project.js';
import type { Projection } from './projection.js';
import { withShadows } from './shadows.js';
import { catchUp, stop } from './take-in.js';
import type { ProjectionContext } from './take-in.js';
import { swapIn } from './swap-in.js';

export type RunOptions = ProjectionContext & {
  readonly projections: readonly Projection[];
  /** Told of every failure after which it tries again. */
  readonly onFailure: (error: unknown) => void;
};

const retryMs = { least: 100, most: 2_000 } as const;
/** How soon a projection that was mended from outside is taken up again. */
const lookForMendedMs = 1_000;

/**
 * Keeps the read models up to date until stopped, through outages, whoever else tries to. `prepareReadModel` must
 * have run. A projection that stopped is tried again whenever this starts.
 */
export function runProjections(options: RunOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async (): Promise<void> => {
    for (let waitMs: number = retryMs.least; !signal.aborted; waitMs = Math.min(waitMs * 2, retryMs.most)) {
      const startedMs = performance.now();
      await runAsOwner(options, signal).catch((error: unknown) => {
        if (!signal.aborted) options.onFailure(error);
      });
      if (performance.now() - startedMs > retryMs.most * 5) waitMs = retryMs.least;
      await pause(waitMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

async function runAsOwner(options: RunOptions, signal: AbortSignal): Promise<void> {
  const owner = await becomeOwner(options.pool, signal);
  const failed = new AbortController();
  const either = AbortSignal.any([signal, owner.lost, failed.signal]);
  const parts = await partsOf(options, either).catch((error: unknown) => {
    owner.release();
    throw error;
  });
  try {
    await Promise.all(
      parts.map((part) =>
        part.catch((error: unknown) => {
          failed.abort();
          throw error;
        }),
      ),
    );
  } finally {
    await Promise.allSettled(parts);
    owner.release();
  }
}

/** The lane of those that are at the head, and the way of each other one into it. */
async function partsOf(given: RunOptions, signal: AbortSignal): Promise<readonly Promise<void>[]> {
  const atRest = new Set<string>();
  const stopped = (projection: string, reason: string): void => {
    atRest.add(projection);
    given.observer.stopped(projection, reason);
  };
  const options = { ...given, observer: { ...given.observer, stopped } };
  const found = new Map((await checkpointsOf(options.pool)).map((each) => [each.projection, each]));
  const isNew = [...found.values()].some(({ position }) => position === '');
  const longLog = isNew && (await isLong(options, signal));
  const toFill = options.projections.filter((each) => mustFill(each, found.get(each.name), longLog));
  const standings = options.projections
    .filter((each) => !toFill.includes(each))
    .map((projection) => ({ projection, position: found.get(projection.name)?.position ?? '' }));

  const head = standings.reduce((highest, { position }) => (position > highest ? position : highest), '');
  if (standings.length === 0) {
    const filled = await fillNew(options, toFill, signal);
    const lowest = filled.reduce(
      (least, { position }) => (position < least ? position : least),
      filled[0]?.position ?? '',
    );
    const lane = new Lane(options, filled, lowest);
    return [lane.run(signal), takeUpMended(options, atRest, lane, signal)];
  }
  const lane = new Lane(
    options,
    standings.filter(({ position }) => position === head),
    head,
  );
  const behind = standings.filter(({ position }) => position < head);
  const joinFilled = async (): Promise<void> => {
    for (const standing of await fillNew(options, toFill, signal)) lane.join(standing);
  };
  const joinCaughtUp = async (standing: Standing): Promise<void> => {
    const caughtUp = await catchUp(options, standing, signal);
    if (caughtUp !== undefined) lane.join(caughtUp);
  };
  return [
    lane.run(signal),
    takeUpMended(options, atRest, lane, signal),
    ...(toFill.length === 0 ? [] : [joinFilled()]),
    ...behind.map((standing) => joinCaughtUp(standing)),
  ];
}

/** What a rebuild from outside has put in order goes on from there, and is tried again where it stopped. */
async function takeUpMended(options: RunOptions, atRest: Set<string>, lane: Lane, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await pause(lookForMendedMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted || atRest.size === 0) continue;
    for (const checkpoint of await checkpointsOf(options.pool)) {
      const projection = options.projections.find(({ name }) => name === checkpoint.projection);
      const isMended = projection !== undefined && checkpoint.stopped === null && isCurrent(projection, checkpoint);
      if (!isMended || !atRest.delete(projection.name)) continue;
      const caughtUp = await catchUp(options, { projection, position: checkpoint.position }, signal);
      if (caughtUp !== undefined) lane.join(caughtUp);
    }
  }
}

/** Tables of another version, and empty ones of a log that is long: to be filled beside and swapped in. */
const mustFill = (projection: Projection, checkpoint: Checkpoint | undefined, longLog: boolean): boolean =>
  checkpoint === undefined || !isCurrent(projection, checkpoint) || (checkpoint.position === '' && longLog);

const longLogEvents = 2_000;

async function isLong({ source }: RunOptions, signal: AbortSignal): Promise<boolean> {
  let events = 0;
  for await (const _ of source.readAll({ signal })) {
    events += 1;
    if (events > longLogEvents) return true;
  }
  return false;
}

async function fillNew(
  context: RunOptions,
  projections: readonly Projection[],
  signal: AbortSignal,
): Promise<readonly Standing[]> {
  const { pool, source } = context;
  return withShadows(pool, projections, 'next', async (client) => {
    const standings: Standing[] = [];
    for (const filled of await fill(client, source, projections, { purpose: 'next', includes: () => true, signal })) {
      const { projection, poison } = filled;
      if (poison === undefined) standings.push(await swapIn(client, source, filled));
      else {
        const live = (await checkpointsOf(client)).find((each) => each.projection === projection.name);
        await stop(context, { projection, position: live?.position ?? '' }, poison);
      }
    }
    return standings;
  });
}
