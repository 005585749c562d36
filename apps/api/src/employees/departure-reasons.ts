type Found = { readonly parts: readonly { readonly indicator: string; readonly contribution: number }[] };

/** Why, by the kind of what was found: the weightiest first, each once. */
export function reasonCodesFor(alerts: readonly Found[]): readonly ReasonCode[] {
  const weights = new Map<ReasonCode, number>();
  for (const { indicator, contribution } of alerts.flatMap(({ parts }) => parts)) {
    const kind = kindOf(indicator);
    weights.set(kind, (weights.get(kind) ?? 0) + contribution);
  }
  return [...weights].sort((a, b) => b[1] - a[1]).map(([kind]) => kind);
}

/** Sentences that name no customer, no time and no device: HR reads them too. */
export const reasonSentences = {
  outflow: 'More customer data left the system than is usual for this person.',
  foreign: 'Customers outside the own portfolio were touched more often than is usual for this person.',
  reading: 'More customer records were opened or revealed than is usual for this person.',
  pattern: 'Customer data was used in an unusual way.',
} as const;
type ReasonCode = keyof typeof reasonSentences;
export const reasonCodes = ['outflow', 'foreign', 'reading', 'pattern'] as const satisfies readonly ReasonCode[];

/** By the words in an indicator's code, so that a new indicator needs no line here to be put into words. */
function kindOf(indicator: string): ReasonCode {
  if (/export|outflow|cop(y|ies)|print|share|slice|destination/.test(indicator)) return 'outflow';
  if (/portfolio|first_time_(objects|share)|dormant/.test(indicator)) return 'foreign';
  if (/view|reveal|customers|kinds|rows/.test(indicator)) return 'reading';
  return 'pattern';
}
