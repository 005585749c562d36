import { setImmediate as nextTurn } from 'node:timers/promises';
import { Refusal } from '#domain/refusal';

/** The longest stretch for which other requests wait; a single item may add to it. */
const sliceMs = 10;

/**
 * Long computing that lets other requests through: what the consumer does with an item counts towards the slice.
 * @throws Refusal `simulation.too_long` when it takes longer than `withinMs`
 */
export async function* inSlices<T>(items: AsyncIterable<readonly T[]>, withinMs: number): AsyncGenerator<T> {
  const until = performance.now() + withinMs;
  let sliceEnds = performance.now() + sliceMs;
  for await (const batch of items) {
    for (const item of batch) {
      yield item;
      const nowMs = performance.now();
      if (nowMs < sliceEnds) continue;
      if (nowMs > until)
        throw new Refusal(
          'simulation.too_long',
          'There is more in the log than can be replayed while you wait; use `bookward backtest --from-log --compare`.',
        );
      await nextTurn();
      sliceEnds = performance.now() + sliceMs;
    }
  }
}
