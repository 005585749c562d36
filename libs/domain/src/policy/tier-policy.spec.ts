import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { refused, specify } from '../testing/specification.js';
import { performances } from '../values.js';
import { tierPolicyDecider } from './tier-policy.decider.js';
import { tierFor } from './tier-policy.js';
import type { Tier, TierBand, TierPolicy } from './tier-policy.js';

const tier: Tier = {
  scope: 'own',
  kinds: { basic: 'clear' },
  maxSensitivity: 'internal',
  mayRequestExport: false,
  dailyReveals: 5,
  dailyViews: 50,
};
const tiers = { junior: tier, senior: { ...tier, scope: 'team' as const } };
const band = (overrides: Partial<TierBand> = {}): TierBand => ({
  rankFrom: 1,
  rankTo: 20,
  tenureMonthsFrom: 0,
  tenureMonthsTo: null,
  performance: [...performances],
  tier: 'junior',
  ...overrides,
});
const policy = (...bands: readonly TierBand[]): TierPolicy => ({ tiers, bands: [...bands] });
/** Junior for two years or with low performance up to rank 9, else senior. */
const layered = policy(
  band({ rankTo: 9, performance: ['low'] }),
  band({ rankTo: 9, performance: ['normal', 'high'], tenureMonthsTo: 24 }),
  band({ rankTo: 9, performance: ['normal', 'high'], tenureMonthsFrom: 24, tier: 'senior' }),
  band({ rankFrom: 10, tier: 'senior' }),
);

const { given } = specify(tierPolicyDecider);
const publish = (body: TierPolicy, now = '2026-03-02T09:00:00.000Z') => ({ type: 'PublishPolicy', body, now }) as const;

describe('publishing a tier policy', () => {
  it('makes a version that is in force from now on', () => {
    expect(given().when(publish(layered))).toMatchObject([
      { type: 'TierPolicyPublished', data: { version: 1, effectiveFrom: '2026-03-02T09:00:00.000Z', ...layered } },
    ]);
  });

  it('makes a new version even of an equal body', () => {
    const [first] = tierPolicyDecider.decide(publish(layered), null);
    if (first === undefined) throw new Error('nothing was published');
    expect(given(first).when(publish(layered))).toMatchObject([{ data: { version: 2 } }]);
    expect(given(first).state()).toMatchObject({ version: 1, ...layered });
  });

  it.each([
    ['no band at all', []],
    ['a missing rank', [band({ rankTo: 19 })]],
    ['a missing first month', [band({ tenureMonthsFrom: 1 })]],
    ['a missing month in between', [band({ tenureMonthsTo: 12 }), band({ tenureMonthsFrom: 13 })]],
    ['no band for the longest tenure', [band({ tenureMonthsTo: 1_200 })]],
    ['a missing performance', [band({ performance: ['low', 'high'] })]],
    ['one missing cell', [band({ rankTo: 19 }), band({ rankFrom: 20, performance: ['low', 'normal'] })]],
  ])('is refused with a gap: %s', (_what, bands) => {
    expect(given().when(publish(policy(...bands)))).toEqual(refused('tier.gap'));
  });

  it.each([
    ['the same band twice', [band(), band()]],
    ['a shared rank', [band({ rankTo: 10 }), band({ rankFrom: 10 })]],
    ['a shared month', [band({ tenureMonthsTo: 13 }), band({ tenureMonthsFrom: 12 })]],
    ['a shared performance', [band({ performance: ['low', 'normal'] }), band({ performance: ['normal', 'high'] })]],
    ['a band within another', [band(), band({ rankFrom: 5, rankTo: 5, tenureMonthsFrom: 3, tenureMonthsTo: 4 })]],
  ])('is refused with an overlap: %s', (_what, bands) => {
    expect(given().when(publish(policy(...bands)))).toEqual(refused('tier.overlap'));
  });

  it.each([
    [
      'a gap before a band at that band',
      [band({ tenureMonthsTo: 12 }), band({ tenureMonthsFrom: 13 })],
      '1/tenureMonthsFrom',
    ],
    [
      'a gap after the last band at that band',
      [band({ rankTo: 9 }), band({ rankFrom: 10, tenureMonthsTo: 7 })],
      '1/tenureMonthsTo',
    ],
    [
      'an overlap at the later band',
      [band({ tenureMonthsFrom: 12 }), band({ tenureMonthsTo: 13 })],
      '0/tenureMonthsFrom',
    ],
  ])('tells %s', (_what, bands, at) => {
    expect(() => tierPolicyDecider.decide(publish(policy(...bands)), null)).toThrow(
      expect.objectContaining({ pointer: `/bands/${at}` }),
    );
  });

  it.each([
    ['a tier that does not exist', band({ tier: 'boss' })],
    ['a tier named like something every object has', band({ tier: 'constructor' })],
    ['ranks the wrong way round', band({ rankFrom: 3, rankTo: 2 })],
    ['an empty span of months', band({ tenureMonthsFrom: 6, tenureMonthsTo: 6 })],
  ])('is refused with %s', (_what, wrong) => {
    expect(given().when(publish(policy(wrong)))).toEqual(refused('policy.invalid'));
  });

  it('accepts a band for a single rank and a single month', () => {
    const bands = [
      band({ rankTo: 1, tenureMonthsTo: 1 }),
      band({ rankTo: 1, tenureMonthsFrom: 1 }),
      band({ rankFrom: 2 }),
    ];
    expect(given().when(publish(policy(...bands)))).toMatchObject([{ type: 'TierPolicyPublished' }]);
  });
});

describe('the tier of a person', () => {
  it.each([
    [9, 'normal', '2026-03-01', 'junior'],
    [9, 'normal', '2026-03-02', 'senior'],
    [9, 'low', '2026-03-02', 'junior'],
    [10, 'low', '2024-03-02', 'senior'],
    [1, 'high', '2020-01-01', 'junior'],
  ] as const)('at rank %d with %s performance on %s is %s', (rank, performance, on, name) => {
    const assigned = tierFor(layered, { rank, performance, hiredOn: '2024-03-02' }, on);
    expect(assigned).toMatchObject({ name, tier: tiers[name] });
    expect(layered.bands).toContain(assigned.band);
  });

  it('is a defect where no band applies, which no published policy allows', () => {
    const facts = { rank: 20, performance: 'low', hiredOn: '2024-03-02' } as const;
    expect(() => tierFor(policy(band({ rankTo: 19 })), facts, '2026-01-01')).toThrow('no band for rank 20');
  });
});

/** Bands cut from the whole at random ranks and months: they cover everything once, in any order. */
const partitions = fc
  .record({
    ranks: fc.uniqueArray(fc.integer({ min: 2, max: 20 }), { maxLength: 4 }),
    months: fc.uniqueArray(fc.integer({ min: 1, max: 240 }), { maxLength: 4 }),
    seed: fc.nat(),
  })
  .map(({ ranks, months, seed }) => {
    const rankCuts = [1, ...ranks.sort((a, b) => a - b), 21];
    const monthCuts = [0, ...months.sort((a, b) => a - b), null];
    const bands = rankCuts.slice(0, -1).flatMap((rankFrom, row) =>
      monthCuts.slice(0, -1).flatMap((tenureMonthsFrom, column) =>
        performances.map((performance) =>
          band({
            rankFrom,
            rankTo: (rankCuts[row + 1] ?? 21) - 1,
            tenureMonthsFrom: tenureMonthsFrom ?? 0,
            tenureMonthsTo: monthCuts[column + 1] ?? null,
            performance: [performance],
          }),
        ),
      ),
    );
    const turn = seed % bands.length;
    return [...bands.slice(turn), ...bands.slice(0, turn)];
  });

describe('whatever way the bands are cut', () => {
  it('a full partition is published, one band fewer is a gap, one band more an overlap', () => {
    fc.assert(
      fc.property(partitions, fc.nat(), (bands, pick) => {
        const at = pick % bands.length;
        const extra = bands[at];
        expect(given().when(publish(policy(...bands)))).toMatchObject([{ data: { version: 1 } }]);
        expect(given().when(publish(policy(...bands.toSpliced(at, 1))))).toEqual(refused('tier.gap'));
        if (extra !== undefined)
          expect(given().when(publish(policy(...bands, extra)))).toEqual(refused('tier.overlap'));
      }),
    );
  });
});
