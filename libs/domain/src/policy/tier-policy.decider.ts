import { Refusal } from '../refusal.js';
import { highestRank, performances } from '../values.js';
import { tierPolicyPublished } from './policy.events.js';
import { policyDecider } from './publish.js';
import { appliesTo } from './tier-policy.js';
import type { TierBand, TierPolicy } from './tier-policy.js';

/** Whatever the rank, performance and tenure, there is one tier. @throws Refusal `policy.invalid`, `tier.gap`, `tier.overlap` */
export const tierPolicyDecider = policyDecider(
  (publication, policy: TierPolicy) => tierPolicyPublished.of({ ...publication, ...policy }),
  (policy) => {
    policy.bands.forEach((band, index) => mustBeSound(policy, band, `/bands/${index}`));
    const numbered = policy.bands.map((band, index) => ({ band, pointer: `/bands/${index}` }));
    for (let rank = 1; rank <= highestRank; rank += 1)
      for (const performance of performances)
        mustCoverOnce(
          numbered.filter(({ band }) => appliesTo(band, rank, performance)),
          `rank ${rank} with performance ${performance}`,
        );
  },
);

function mustBeSound({ tiers }: TierPolicy, band: TierBand, pointer: string): void {
  if (!Object.hasOwn(tiers, band.tier))
    throw new Refusal('policy.invalid', `There is no tier named ${band.tier}.`, `${pointer}/tier`);
  if (band.rankFrom > band.rankTo)
    throw new Refusal('policy.invalid', 'The band ends at a rank below its first.', `${pointer}/rankTo`);
  if (band.tenureMonthsTo !== null && band.tenureMonthsFrom >= band.tenureMonthsTo)
    throw new Refusal('policy.invalid', 'The band ends before its first month.', `${pointer}/tenureMonthsTo`);
}

type Numbered = { readonly band: TierBand; readonly pointer: string };

/**
 * Walks the months from the first to no end through the bands of one rank and performance. A gap is told at the band
 * that ends or starts it, an overlap at the later band.
 */
function mustCoverOnce(bands: readonly Numbered[], where: string): void {
  let covered = 0;
  let last = '/bands';
  for (const { band, pointer } of bands.toSorted((a, b) => a.band.tenureMonthsFrom - b.band.tenureMonthsFrom)) {
    const from = band.tenureMonthsFrom;
    if (from > covered)
      throw new Refusal(
        'tier.gap',
        `No band covers ${where} from month ${covered} to ${from}.`,
        `${pointer}/tenureMonthsFrom`,
      );
    if (from < covered)
      throw new Refusal('tier.overlap', `Two bands cover ${where} in month ${from}.`, `${pointer}/tenureMonthsFrom`);
    covered = band.tenureMonthsTo ?? Infinity;
    last = `${pointer}/tenureMonthsTo`;
  }
  if (covered !== Infinity) throw new Refusal('tier.gap', `No band covers ${where} from month ${covered} on.`, last);
}
