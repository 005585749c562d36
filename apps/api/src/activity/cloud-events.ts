import { z } from 'zod';
import { action, kind, portfolio, sensitivity } from '#domain/values';

/** An id of ours, or an id of the source's own. */
const foreignId = z.string().min(1).max(200);

/** Of one record. Many are added up, and no sum may outgrow a column. */
const mostRows = 1e9;
const mostBytes = 1e12;

/** What another system claims that somebody did: the `data` of one CloudEvent. */
export const claimedActivity = z.strictObject({
  employee: foreignId,
  action,
  kind: kind.nullable().default(null),
  objects: z.array(foreignId).max(5_000).default([]),
  rows: z.int().nonnegative().max(mostRows).optional(),
  sensitivity: sensitivity.nullish(),
  portfolio: portfolio.default('unknown'),
  outcome: z.enum(['allowed', 'denied']).default('allowed'),
  channel: z
    .string()
    .regex(/^[a-z0-9_-]{1,32}$/, 'a channel is up to 32 of a-z 0-9 _ -')
    .nullish(),
  device: z.string().max(200).nullable().default(null),
  destination: z
    .string()
    .max(500)
    .regex(/^(internal|external|removable):/, 'a destination starts with internal:, external: or removable:')
    .nullable()
    .default(null),
  bytes: z.int().nonnegative().max(mostBytes).default(0),
});
type ClaimedActivity = z.output<typeof claimedActivity>;

/** CloudEvents 1.0, JSON: required attributes, `time`, and any extensions, which are not looked at. */
const cloudEvent = z.looseObject({
  specversion: z.string(),
  id: z.string().min(1).max(200),
  source: z.string().min(1).max(200),
  type: z.string(),
  time: z.iso.datetime({ offset: true }).refine((time) => time >= '1970', 'no record is older than 1970'),
  data: z.unknown(),
});

/** Body of `POST /activity`: each event is judged by itself, so that one bad row costs no other. */
export const activityBatch = z.array(z.unknown()).max(1_000);
const activityType = 'bookward.activity.v1';
/**
 * Of the names of one record's objects, as JSON: sealed they grow by a third and stand beside a hash of each, and all of
 * it is one append to the log (512 KB).
 */
const mostObjectBytes = 240_000;
/** So few fit, whatever their names. */
const certainlyFit = 300;
/** How far a source's clock may run ahead of ours. */
const maxAheadMinutes = 5;

export type Rejected = { readonly index: number; readonly code: string; readonly detail: string };
export type Claim = {
  readonly index: number;
  readonly source: string;
  /** The source's own id of the event. */
  readonly id: string;
  /** UTC. */
  readonly occurredAt: string;
  readonly activity: ClaimedActivity;
};

/** Reads one event of a batch from who speaks for these sources; `now` is the time of receipt. */
export function readClaim(event: unknown, index: number, sources: readonly string[], now: Date): Claim | Rejected {
  const envelope = cloudEvent.safeParse(event);
  if (!envelope.success) return invalid(index, '', envelope.error);
  const { specversion, id, source, type, time, data } = envelope.data;
  if (specversion !== '1.0') return { index, code: 'event.version', detail: 'specversion must be 1.0' };
  if (type !== activityType) return { index, code: 'event.type', detail: `type must be ${activityType}` };
  if (!sources.includes(source))
    return { index, code: 'source.mismatch', detail: `this key speaks for ${sources.join(', ')} only` };
  const occurredAt = new Date(time);
  if (occurredAt.getTime() > now.getTime() + maxAheadMinutes * 60_000)
    return { index, code: 'time.future', detail: `time is over ${maxAheadMinutes} minutes ahead of ours` };
  const activity = claimedActivity.safeParse(data);
  if (!activity.success) return invalid(index, 'data', activity.error);
  if (!fits(activity.data))
    return { index, code: 'event.too_large', detail: `data.objects: above ${mostObjectBytes} bytes; send it in parts` };
  return { index, source, id, occurredAt: occurredAt.toISOString(), activity: activity.data };
}

const fits = ({ objects }: ClaimedActivity): boolean =>
  objects.length <= certainlyFit || Buffer.byteLength(JSON.stringify(objects)) <= mostObjectBytes;

export const isRejected = (claim: Claim | Rejected): claim is Rejected => 'code' in claim;

function invalid(index: number, within: string, error: z.ZodError): Rejected {
  const [issue] = error.issues;
  const where = [within, ...(issue?.path ?? [])].filter((part) => part !== '').join('.');
  return {
    index,
    code: 'request.invalid',
    detail: `${where === '' ? '' : `${where}: `}${issue?.message ?? 'invalid'}`,
  };
}
