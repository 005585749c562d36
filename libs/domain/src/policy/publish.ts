import type { Decider } from '../decider.js';

/** Where a version of a policy stands: 1 for the first; in force from when it was published. */
export type Publication = { readonly version: number; readonly effectiveFrom: string };
export type PublishPolicy<Body> = { readonly type: 'PublishPolicy'; readonly body: Body; readonly now: string };

/**
 * The rules of a versioned policy: `mustHold` throws a `Refusal` for a body that would not work, `publish` builds the
 * event. Its state is the current version, null before the first. An equal body is a new version all the same: what
 * was published when, and by whom, is evidence.
 */
export const policyDecider = <Body, E extends { readonly type: string; readonly data: Publication }>(
  publish: (publication: Publication, body: Body) => E,
  mustHold: (body: Body) => void,
): Decider<E['data'] | null, PublishPolicy<Body>, E> => ({
  initial: null,
  decide({ body, now }, current) {
    mustHold(body);
    return [publish({ version: (current?.version ?? 0) + 1, effectiveFrom: now }, body)];
  },
  evolve: (_, event) => event.data,
});
