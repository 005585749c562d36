import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';

export type ActivityBucket = components['schemas']['ActivityBucket'];
export type Bucket = 'hour' | 'day';
/** Instants. */
export type Span = { readonly from: string; readonly to: string };

export const activityQuery = (employeeId: string, { from, to }: Span, bucket: Bucket) => ({
  queryKey: ['activity', employeeId, from, to, bucket] as const,
  queryFn: () =>
    answerOf(
      api.GET('/api/v1/employees/{id}/activity', {
        params: { path: { id: employeeId }, query: { from, to, bucket } },
      }),
    ),
});

const stepMs = { hour: 3_600_000, day: 86_400_000 } as const;

/** One row for each hour or day of the span: where the api says nothing, nothing was done. */
export function everyBucket(items: readonly ActivityBucket[], { from, to }: Span, bucket: Bucket) {
  const rows = new Map(items.map(({ at, rows: count }) => [Date.parse(at), count]));
  const step = stepMs[bucket];
  const times: number[] = [];
  for (let at = Math.floor(Date.parse(from) / step) * step; at < Date.parse(to); at += step) times.push(at);
  // Drawn in the middle of the time that they stand for.
  return { middles: times.map((at) => at + step / 2), rows: times.map((at) => rows.get(at) ?? 0) };
}
