type Found = { readonly parts: readonly { readonly indicator: string; readonly contribution: number }[] };

/**
 * Why, in sentences of a catalogue that name no customer, no time and no device: HR reads them too. The weightiest
 * first, each once.
 */
export function reasonsFor(alerts: readonly Found[]): readonly string[] {
  const weights = new Map<string, number>();
  for (const { indicator, contribution } of alerts.flatMap(({ parts }) => parts)) {
    const sentence = sentences[kindOf(indicator)];
    weights.set(sentence, (weights.get(sentence) ?? 0) + contribution);
  }
  return [...weights].sort((a, b) => b[1] - a[1]).map(([sentence]) => sentence);
}

const sentences = {
  outflow: 'More customer data left the system than is usual for this person.',
  foreign: 'Customers outside the own portfolio were touched more often than is usual for this person.',
  reading: 'More customer records were opened or revealed than is usual for this person.',
  pattern: 'Customer data was used in an unusual way.',
} as const;

/** By the words in an indicator's code, so that a new indicator needs no line here to be put into words. */
function kindOf(indicator: string): keyof typeof sentences {
  if (/export|outflow|cop(y|ies)|print|share|slice|destination/.test(indicator)) return 'outflow';
  if (/portfolio|first_time_(objects|share)|dormant/.test(indicator)) return 'foreign';
  if (/view|reveal|customers|kinds|rows/.test(indicator)) return 'reading';
  return 'pattern';
}
