import type { paths } from '../../api/schema';

export type TierBody = NonNullable<
  paths['/api/v1/policies/tiers']['put']['requestBody']
>['content']['application/json'];
export type Tier = TierBody['tiers'][string];
export type Band = TierBody['bands'][number];
/** Tiers in a list, so that a name can be changed while it is typed. */
export type TierDraft = {
  readonly tiers: readonly { readonly name: string; readonly tier: Tier }[];
  readonly bands: readonly Band[];
};

export const kinds = ['basic', 'contact', 'quote', 'transaction', 'preference', 'contract', 'special_terms'] as const;
export const grants = ['none', 'masked', 'reveal', 'clear'] as const;
export const sensitivities = ['public', 'internal', 'confidential', 'trade_secret'] as const;
export const scopes = ['own', 'team', 'all'] as const;
export const performances = ['low', 'normal', 'high'] as const;

export const newTier: Tier = {
  scope: 'own',
  kinds: { basic: 'clear' },
  maxSensitivity: 'internal',
  mayRequestExport: false,
  dailyReveals: 20,
  dailyViews: 100,
};
export const newBand = (tier: string): Band => ({
  rankFrom: 1,
  rankTo: 20,
  tenureMonthsFrom: 0,
  tenureMonthsTo: null,
  performance: [...performances],
  tier,
});

export const draftOf = ({ tiers, bands }: TierBody): TierDraft => ({
  tiers: Object.entries(tiers).map(([name, tier]) => ({ name, tier })),
  bands,
});
export const bodyOf = ({ tiers, bands }: TierDraft): TierBody => ({
  tiers: Object.fromEntries(tiers.map(({ name, tier }) => [name.trim(), tier])),
  bands: [...bands],
});
/** As a JSON pointer names it. */
export const escaped = (name: string): string => name.trim().replaceAll('~', '~0').replaceAll('/', '~1');

/** Whether a tier before it has the same name, so that people could not be given the one or the other. */
export const hasNamesake = (tiers: TierDraft['tiers'], at: number): boolean =>
  tiers.slice(0, at).some(({ name }) => name.trim() === tiers[at]?.name.trim());
