import type { Verdict } from '#domain/values';

/** How alerts that showed an indicator were judged. */
export type Feedback = Readonly<Record<string, { readonly confirmed: number; readonly dismissed: number }>>;

/** Judgements that the belief in an indicator starts from: as many right as wrong. */
const priorJudgements = 4;
const least = 0.6;
const most = 1.25;

/** An alert was judged: its strongest indicators were right or wrong. “Insufficient data” says nothing of them. */
export function judged(feedback: Feedback, indicators: readonly string[], verdict: Verdict): Feedback {
  if (verdict === 'insufficient_data') return feedback;
  const next = { ...feedback };
  for (const code of indicators) {
    const { confirmed, dismissed } = next[code] ?? { confirmed: 0, dismissed: 0 };
    next[code] =
      verdict === 'confirmed' ? { confirmed: confirmed + 1, dismissed } : { confirmed, dismissed: dismissed + 1 };
  }
  return next;
}

/**
 * Factor on an indicator's weight: its mean precision (Beta-Bernoulli) against that of an indicator never judged.
 * Bounded, so that no run of dismissals blinds an indicator.
 */
export function beliefIn(feedback: Feedback, code: string): number {
  const { confirmed, dismissed } = feedback[code] ?? { confirmed: 0, dismissed: 0 };
  const precision = (confirmed + priorJudgements) / (confirmed + dismissed + 2 * priorJudgements);
  return Math.min(Math.max(2 * precision, least), most);
}
