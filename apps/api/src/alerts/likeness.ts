import type { IndicatorMix } from '#read-model/queries/similar-alerts';

/** Cosine of two mixes of indicators, 0..1 to 1e-6: 1 when the same indicators weigh the same, 0 without a common one. */
export function likeness(a: IndicatorMix, b: IndicatorMix): number {
  const [ours, theirs] = [weights(a), weights(b)];
  let dot = 0;
  for (const [indicator, weight] of ours) dot += weight * (theirs.get(indicator) ?? 0);
  return dot === 0 ? 0 : Math.min(1, Math.round((dot / (length(ours) * length(theirs))) * 1e6) / 1e6);
}

function weights(mix: IndicatorMix): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { indicator, contribution } of mix) sums.set(indicator, (sums.get(indicator) ?? 0) + contribution);
  return sums;
}

const length = (mix: ReadonlyMap<string, number>): number => Math.hypot(...mix.values());
