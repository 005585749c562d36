import { z } from 'zod';
import { monthsBetween } from '../local-date.js';
import { grant, kind, label, performance, rank, scope, sensitivity } from '../values.js';
import type { Performance } from '../values.js';

const dailyLimit = z.int().nonnegative().max(1_000_000);
const tier = z.strictObject({
  scope,
  /** A kind that is not named is not granted. */
  kinds: z.partialRecord(kind, grant),
  maxSensitivity: sensitivity,
  mayRequestExport: z.boolean(),
  dailyReveals: dailyLimit,
  dailyViews: dailyLimit,
});
const months = z.int().nonnegative().max(1_200);
/** Ranks inclusive at both ends; months of tenure `from <= m < to`, `to: null` = no end. */
export const tierBand = z.strictObject({
  rankFrom: rank,
  rankTo: rank,
  tenureMonthsFrom: months,
  tenureMonthsTo: months.nullable(),
  performance: z.array(performance).min(1),
  tier: label,
});
/** Body of `PUT /policies/tiers`. */
export const tierPolicy = z.strictObject({
  tiers: z.record(label, tier),
  bands: z.array(tierBand).max(2_000),
});
export type Tier = z.output<typeof tier>;
export type TierBand = z.output<typeof tierBand>;
export type TierPolicy = z.output<typeof tierPolicy>;

/** What a person's tier depends on. */
export type TierFacts = { readonly rank: number; readonly performance: Performance; readonly hiredOn: string };
export type AssignedTier = { readonly name: string; readonly tier: Tier; readonly band: TierBand };

/** The tier of a person on a calendar day, and the one band of the published policy that gives it. */
export function tierFor({ tiers, bands }: TierPolicy, facts: TierFacts, on: string): AssignedTier {
  const months = monthsBetween(facts.hiredOn, on);
  const band = bands.find((band) => appliesTo(band, facts.rank, facts.performance) && hasMonth(band, months));
  const tier = band && tiers[band.tier];
  if (band === undefined || tier === undefined)
    throw new Error(`no band for rank ${facts.rank}, ${facts.performance}, month ${months}`);
  return { name: band.tier, tier, band };
}

export const appliesTo = (band: TierBand, rank: number, performance: Performance): boolean =>
  band.rankFrom <= rank && rank <= band.rankTo && band.performance.includes(performance);

const hasMonth = (band: TierBand, month: number): boolean =>
  band.tenureMonthsFrom <= month && (band.tenureMonthsTo === null || month < band.tenureMonthsTo);
