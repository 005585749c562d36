export type Range = { readonly low: number; readonly high: number };

/** Fewer active days than this say nothing about what is usual. */
const minActiveDays = 10;

/** The middle 80 % of what was seen, or null when fewer than `minActiveDays` observations say too little. */
export function usualRange(observed: readonly number[]): Range | null {
  if (observed.length < minActiveDays) return null;
  const sorted = [...observed].sort((a, b) => a - b);
  return { low: quantile(sorted, 0.1), high: quantile(sorted, 0.9) };
}

/** Nearest rank: always a number that was really seen. */
function quantile(sorted: readonly number[], share: number): number {
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? 0;
}
