/**
 * What `begin` yields until either signal aborts. Of every signal that `AbortSignal.any` makes of one that lives as
 * long as the process, the latter keeps a reference for ever (Node 20): a subscription leaves nothing behind.
 */
export async function* untilEither<T>(
  one: AbortSignal,
  other: AbortSignal,
  begin: (signal: AbortSignal) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const either = new AbortController();
  const signals = [one, other];
  const abort = (): void => either.abort(signals.find(({ aborted }) => aborted)?.reason);
  for (const signal of signals) signal.addEventListener('abort', abort);
  if (signals.some(({ aborted }) => aborted)) abort();
  try {
    yield* begin(either.signal);
  } finally {
    for (const signal of signals) signal.removeEventListener('abort', abort);
  }
}
