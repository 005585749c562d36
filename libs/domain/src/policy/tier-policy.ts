import { z } from 'zod';
import { grant, kind, label, performance, rank, scope, sensitivity } from '../values.js';

const dailyLimit = z.int().nonnegative().max(1_000_000);
export const tier = z.strictObject({
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
