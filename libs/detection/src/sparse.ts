import { featureCount } from './features.js';

/** Counts of a closed day: column and count by turns, zeros left out. */
export function sparse(counts: Float64Array): readonly number[] {
  const pairs: number[] = [];
  counts.forEach((count, column) => {
    if (count !== 0) pairs.push(column, count);
  });
  return pairs;
}

export function dense(pairs: readonly number[]): Float64Array {
  const counts = new Float64Array(featureCount);
  for (let k = 0; k < pairs.length; k += 2) counts[pairs[k] ?? 0] = pairs[k + 1] ?? 0;
  return counts;
}
