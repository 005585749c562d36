import type { AccessDecision } from '#domain/access/decide-access';
import { Refusal } from '#domain/refusal';
import { HttpProblem } from '../http/http-problem.js';

/** What is outside somebody's scope does not exist for them; everything else is refused with its reasons. */
export function denied({ reasons }: Pick<AccessDecision, 'reasons'>): HttpProblem | Refusal {
  if (isOutsideScope(reasons)) return new Refusal('not_found', 'There is no such customer.');
  return new HttpProblem(
    'access.denied',
    `This is not allowed: ${reasons.join(', ')}.`,
    reasons.map((code) => ({ pointer: '', code, detail: explanations[code] })),
  );
}

/** Whether it was refused for a customer that is none of the person's, or for one that there is not. */
export const isOutsideScope = (reasons: readonly string[]): boolean =>
  reasons.includes('object.unknown') || reasons.includes('scope');

/**
 * What a person is told of the reasons: whether a customer outside their scope exists, and how sensitive it is, is not
 * for them to know.
 */
export const toldReasons = (reasons: readonly string[]): readonly string[] =>
  isOutsideScope(reasons)
    ? [
        ...new Set(
          reasons.filter((each) => each !== 'sensitivity').map((each) => (each === 'object.unknown' ? 'scope' : each)),
        ),
      ]
    : reasons;

/** The public list of reasons; none tells about an investigation. */
const explanations: Readonly<Record<AccessDecision['reasons'][number], string>> = {
  'guard.left': 'Access ended with the last working day.',
  'guard.suspended': 'The account is suspended.',
  'guard.departing': 'This is closed between notice and last working day.',
  'action.forbidden': 'Your tier does not include this.',
  'approval.required': 'An approval is needed, and no approval chain is published; ask an administrator for one.',
  'object.unknown': 'There is no such customer.',
  scope: 'There is no such customer.',
  sensitivity: 'The customer is above the level of your tier.',
  'grant.none': 'Your tier has no grant for this.',
  'limit.daily': 'The limit of your tier for today is reached.',
  'limit.near': 'Most of the limit of your tier for today is used up.',
};
