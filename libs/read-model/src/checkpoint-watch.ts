import type pg from 'pg';
import { checkpointChannel, checkpointsOf } from './checkpoints.js';
import type { Checkpoint } from './checkpoints.js';

export type CheckpointWatch = {
  /**
   * Waits until the read models hold everything at or before the position; false when `timeoutMs` passes first.
   * Waits for all of them but those that stand still, or exactly for the ones that are named.
   */
  waitFor(position: string, timeoutMs: number, projections?: readonly string[]): Promise<boolean>;
  close(): Promise<void>;
};

/** How soon a lost notification is made up for. */
const lookAgainMs = 100;

type Listener = { readonly release: () => void };
type Waiter = {
  readonly isMet: (checkpoints: readonly Checkpoint[]) => boolean;
  readonly settle: (met: boolean) => void;
};

/** Watches the checkpoints that projectors, in this process or another, move. Holds one connection once used. */
export function watchCheckpoints(pool: pg.Pool): CheckpointWatch {
  const waiters = new Set<Waiter>();
  let listening: Promise<Listener | undefined> | undefined;
  let closed = false;
  let looking: Promise<void> | undefined;
  let lookAgain = false;

  const look = (): void => {
    lookAgain = true;
    looking ??= lookUntilSettled().finally(() => (looking = undefined));
  };
  const lookUntilSettled = async (): Promise<void> => {
    while (lookAgain && waiters.size > 0) {
      lookAgain = false;
      // While the database is away nobody is told anything; the timeouts answer.
      const checkpoints = await checkpointsOf(pool).catch(() => []);
      for (const waiter of waiters) if (checkpoints.length > 0 && waiter.isMet(checkpoints)) waiter.settle(true);
    }
  };
  const listen = async (): Promise<Listener> => {
    const client = await pool.connect();
    let isHeld = true;
    const release = (): void => {
      if (!isHeld) return;
      isHeld = false;
      listening = undefined;
      client.release(true);
    };
    client.on('notification', look);
    client.on('error', release);
    await client.query(`listen ${checkpointChannel}`).catch(release);
    return { release };
  };
  /** One connection, however many wait: it is asked for once, and may still be on its way when this closes. */
  const keepListening = (): void => {
    listening ??= listen().catch(() => (listening = undefined));
  };

  return {
    waitFor: async (position, timeoutMs, projections) => {
      const isMet = (checkpoints: readonly Checkpoint[]): boolean =>
        checkpoints
          .filter((each) => projections?.includes(each.projection) ?? each.stopped === null)
          .every((each) => each.position >= position);
      if (closed) return false;
      keepListening();
      return new Promise((resolve) => {
        const settle = (met: boolean): void => {
          waiters.delete(waiter);
          clearTimeout(timer);
          clearInterval(ticking);
          resolve(met);
        };
        const waiter: Waiter = { isMet, settle };
        const timer = setTimeout(settle, timeoutMs, false);
        const ticking = setInterval(look, lookAgainMs);
        waiters.add(waiter);
        look();
      });
    },
    close: async () => {
      closed = true;
      for (const waiter of waiters) waiter.settle(false);
      await looking;
      (await listening)?.release();
    },
  };
}
