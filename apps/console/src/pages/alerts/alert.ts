import { answerOf, api, taggedAnswerOf } from '../../api/client';
import type { components } from '../../api/schema';

export type Alert = components['schemas']['Alert'];
export type AlertPart = components['schemas']['AlertPart'];

export const alertStatuses = ['open', 'acknowledged', 'disposed'] as const satisfies readonly Alert['status'][];
export const severities = ['critical', 'high', 'elevated'] as const satisfies readonly Alert['severity'][];
export const deliveries = ['now', 'digest'] as const satisfies readonly Alert['delivery'][];
export const verdicts = ['confirmed', 'benign', 'false_positive', 'insufficient_data'] as const;
export type Verdict = (typeof verdicts)[number];

export const alertQuery = (id: string) => ({
  queryKey: ['alerts', 'one', id] as const,
  queryFn: () => taggedAnswerOf(api.GET('/api/v1/alerts/{id}', { params: { path: { id } } })),
});

export const similarQuery = (id: string) => ({
  queryKey: ['alerts', 'similar', id] as const,
  queryFn: () => answerOf(api.GET('/api/v1/alerts/{id}/similar', { params: { path: { id }, query: { limit: 5 } } })),
});
