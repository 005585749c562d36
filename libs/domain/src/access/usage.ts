import type { Tier } from '../policy/tier-policy.js';
import type { Action } from '../values.js';

/** Records seen and fields revealed. */
export type Usage = { readonly views: number; readonly reveals: number };
export type Limit = { readonly of: keyof Usage; readonly perDay: number };

/** Whatever shows records one by one or hands them over counts as views; lists and searches do not. */
const countedAs: Partial<Record<Action, keyof Usage>> = {
  view: 'views',
  print: 'views',
  share: 'views',
  api_read: 'views',
  reveal: 'reveals',
};

/** The daily limit that an action counts towards, if any. */
export function limitOf(tier: Pick<Tier, 'dailyViews' | 'dailyReveals'>, action: Action): Limit | undefined {
  const of = countedAs[action];
  return of && { of, perDay: of === 'views' ? tier.dailyViews : tier.dailyReveals };
}

/** What one access takes of the daily limits: at least one, whatever it says of itself. */
export function usageOf(access: {
  readonly action: Action;
  readonly customers: readonly unknown[];
  readonly unknownCustomers: number;
  readonly fields: readonly string[];
  readonly rows: number;
}): Usage {
  const records = Math.max(1, access.rows, access.customers.length + access.unknownCustomers);
  const of = countedAs[access.action];
  return {
    views: of === 'views' ? records : 0,
    reveals: of === 'reveals' ? records * Math.max(1, access.fields.length) : 0,
  };
}

export const isPast = (limit: Limit, used: Usage, usage: Usage): boolean =>
  used[limit.of] + usage[limit.of] > limit.perDay;

/** At or above 80 % of the limit, this access included. */
export const isNear = (limit: Limit, used: Usage, usage: Usage): boolean =>
  (used[limit.of] + usage[limit.of]) * 5 >= limit.perDay * 4;
