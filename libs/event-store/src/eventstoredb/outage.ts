import { setTimeout as delay } from 'node:timers/promises';
import { ErrorType } from '@eventstore/db-client';
import { StoreUnavailable } from '../event-store.js';

/** The server is away, has no leader, or did not answer in time: trying again later may succeed. */
const outages: ReadonlySet<unknown> = new Set([
  ErrorType.UNAVAILABLE,
  ErrorType.CANCELLED,
  ErrorType.DEADLINE_EXCEEDED,
  ErrorType.TIMEOUT,
  ErrorType.NOT_LEADER,
]);
/** The same as gRPC numbers them, for what the client passes on as it came: cancelled, deadline, internal, unavailable. */
const outageCodes: ReadonlySet<unknown> = new Set([1, 4, 13, 14]);

/**
 * What is told in words only. The client's: no node of a cluster answers, and a connection is used that was just given
 * up. The server's: it has started but does not serve yet, has too much to do, does not know who leads, or fails by
 * itself, as it does in its streams when it shuts down.
 */
const outageWords =
  /^Failed to discover|^Channel has been shut down|Server Is Not Ready|Server Is (?:Too )?Busy|No leader info available|Exception was thrown by handler/;

export function isOutage(error: unknown): boolean {
  if (error instanceof StoreUnavailable) return true;
  if (!(error instanceof Error)) return false;
  if ('type' in error && outages.has(error.type)) return true;
  if ('code' in error && outageCodes.has(error.code)) return true;
  return outageWords.test(error.message);
}

export const asUnavailable = (error: unknown): unknown =>
  isOutage(error) && !(error instanceof StoreUnavailable)
    ? new StoreUnavailable('the log cannot be reached at the moment', { cause: error })
    : error;

/** @throws StoreUnavailable when `work` takes longer: the client may wait for an answer that cannot come any more */
export const answeredWithin = <T>(milliseconds: number, work: Promise<T>): Promise<T> =>
  whileAnswering(milliseconds, () => work);

/**
 * Work that may take long, as long as answers keep coming: it calls `answered` for each.
 * @throws StoreUnavailable when none comes for so many milliseconds
 */
export async function whileAnswering<T>(milliseconds: number, work: (answered: () => void) => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    const unavailable = new StoreUnavailable(`the log did not answer within ${milliseconds} ms`);
    timer = setTimeout(() => reject(unavailable), milliseconds);
  });
  try {
    return await Promise.race([work(() => timer?.refresh()), silence]);
  } finally {
    clearTimeout(timer);
  }
}

const backoffMs = { first: 25, most: 2_000 };

/** Waits before the next attempt, with jitter; not at all once `signal` aborts. */
export async function backOff(failures: number, signal: AbortSignal): Promise<void> {
  const longest = Math.min(backoffMs.first * 2 ** failures, backoffMs.most);
  await delay(longest * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
}
