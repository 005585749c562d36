import type { EventOf } from '../event.js';
import type { exportSetListed } from './export.events.js';

type Part = Pick<EventOf<typeof exportSetListed>['data'], 'part' | 'customerIds'>;

/** The customers listed so far, with one more part. Part 0 begins the set anew: what was listed before was cut off. */
export const withPart = (listed: readonly string[], { part, customerIds }: Part): readonly string[] =>
  part === 0 ? customerIds : [...listed, ...customerIds];
