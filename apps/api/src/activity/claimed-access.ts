import { accessDenied, accessEventOf } from '#domain/access/access.events';
import type { Portfolio, Sensitivity } from '#domain/values';
import type { EventToRecord } from '#event-store/log';
import { activityId } from '#platform/ids';
import type { Claim } from './cloud-events.js';

/** Stands for a text that may be compared but not kept in clear. */
export type Hash = (label: 'device' | 'destination' | 'customer' | 'employee', text: string) => string;

export type ResolvedClaim = Claim & {
  readonly employeeId: string;
  /** By the source's name of each object: our id of the customer; absent when we have none. */
  readonly customers: ReadonlyMap<string, string>;
  /** What we know of the customers ourselves; null when none of the objects is known. */
  readonly ours: { readonly sensitivity: Sensitivity | null; readonly portfolio: Portfolio } | null;
  readonly late: boolean;
  readonly history: boolean;
};

/**
 * The access event that records a claim. Its id derives from source and id, so that a claim sent twice is one event.
 * What is known of the customers is ours; the claim's own word counts only where we know none of them.
 */
export function claimedAccess(claim: ResolvedClaim, hash: Hash): EventToRecord & { readonly id: string } {
  const { source, activity, customers, ours } = claim;
  const unmapped = activity.objects.filter((object) => !customers.has(object));
  const data = {
    employeeId: claim.employeeId,
    customerIds: activity.objects.map((object) => customers.get(object) ?? hash('customer', `${source}\n${object}`)),
    kinds: activity.kind === null ? [] : [activity.kind],
    rows: activity.rows ?? activity.objects.length,
    sensitivity: ours === null ? (activity.sensitivity ?? null) : ours.sensitivity,
    portfolio: ours === null ? activity.portfolio : ours.portfolio,
    device: activity.device === null ? null : hash('device', activity.device),
    destination: activity.destination === null ? null : hashedDestination(activity.destination, hash),
    bytes: activity.bytes,
    source,
    late: claim.late,
    history: claim.history,
  };
  const personal = {
    ...(activity.device !== null && { device: activity.device }),
    ...(activity.destination !== null && { destination: activity.destination }),
    ...(unmapped.length > 0 && { unmapped }),
  };
  const event =
    activity.outcome === 'denied'
      ? accessDenied.of({ ...data, action: activity.action }, personal)
      : accessEventOf[activity.action].of(data, personal);
  return { ...event, id: activityId(source, claim.id), occurredAt: claim.occurredAt };
}

/** Where something went is told apart as inside, outside or a removable medium; the place itself is hashed. */
function hashedDestination(destination: string, hash: Hash): string {
  const colon = destination.indexOf(':') + 1;
  return `${destination.slice(0, colon)}${hash('destination', destination.slice(colon))}`;
}
