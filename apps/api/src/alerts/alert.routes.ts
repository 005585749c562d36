import { z } from 'zod';
import { alertRaised, model } from '#domain/alert/alert.events';
import { streams } from '#domain/streams';
import { alertStatus, freeText, id, instant, severity, verdict } from '#domain/values';
import { components, count, labelled, listOf, written } from '../http/answer-shapes.js';
import { page } from '../http/cursor.js';
import { aList, aThing, defineRoute } from '../http/route.js';
import { alertPart } from './alert-part.js';

const officers = { roles: ['security_officer'] } as const;
const handled = written.extend({ status: alertStatus });

const historyEntry = z.object({
  what: z.enum(['raised', 'extended', 'acknowledged', 'disposed']),
  at: instant,
  by: z.string(),
  /** Of a finding. */
  severity: severity.optional(),
  score: z.number().nullable().optional(),
  /** Of a disposition. */
  verdict: verdict.optional(),
  reason: z.string().nullable().optional(),
});
const { episode, kind, delivery, departure, window } = alertRaised.data.shape;
export const alert = z
  .object({
    id,
    employee: labelled,
    episode,
    kind,
    delivery,
    severity,
    status: alertStatus,
    /** Null until disposed. */
    verdict: verdict.nullable(),
    raisedAt: instant,
    updatedAt: instant,
    /** When the latest record that crossed the line happened. */
    crossedAt: instant,
    /** In the reader's language. */
    sentence: z.string(),
    score: z.number(),
    /** Their contributions add up to the score, to 1e-6. */
    parts: z.array(alertPart),
    window,
    departure,
    model,
    /** Of one alert; empty in lists. */
    history: z.array(historyEntry),
  })
  .register(components, { id: 'Alert' });
const similarAlert = alert
  .extend({
    /** 0..1. */
    similarity: z.number(),
    /** Null until disposed. */
    disposition: z.object({ verdict, reason: z.string().nullable(), by: id, at: instant }).nullable(),
  })
  .register(components, { id: 'SimilarAlert' });

const share = z.number().min(0).max(1);
const delivered = z.object({ raised: count, confirmed: count, dismissed: count, alertsPerMonth: z.number() });

export const alertRoutes = {
  list: defineRoute({
    method: 'GET',
    path: '/alerts',
    summary: 'Alerts, newest first; never about yourself.',
    access: officers,
    query: z.strictObject({
      ...page,
      status: alertStatus.optional(),
      severity: severity.optional(),
      employeeId: id.optional(),
      delivery: z.enum(['now', 'digest']).optional(),
    }),
    answer: listOf(alert),
    inspected: aList('alerts'),
  }),
  stream: defineRoute({
    method: 'GET',
    path: '/alerts/stream',
    summary: 'Alerts as they are raised and handled: ids only, as server-sent events.',
    access: officers,
    answersAs: ['text/event-stream'],
  }),
  one: defineRoute({
    method: 'GET',
    path: '/alerts/:id',
    summary: 'One alert: why, with the ids of the events behind each part, and what was done about it.',
    access: officers,
    answer: alert,
    inspected: ({ params: { id: alertId = '' } }) => aThing(`alerts/${alertId}`, streams.alert(alertId)),
  }),
  similar: defineRoute({
    method: 'GET',
    path: '/alerts/:id/similar',
    summary: 'Earlier alerts with the most similar mix of indicators, and what was made of them.',
    access: officers,
    query: z.strictObject(page),
    answer: listOf(similarAlert),
    inspected: ({ params: { id: alertId = '' } }) => aThing(`alerts/${alertId}/similar`, streams.alert(alertId)),
  }),
  quality: defineRoute({
    method: 'GET',
    path: '/detection/quality',
    summary: 'How often alerts were right over 365 days, by indicator, beside the budget; never counting your own.',
    access: officers,
    answer: z
      .object({
        days: z.int(),
        indicators: z.array(
          z.object({
            code: z.string(),
            raised: count,
            confirmed: count,
            dismissed: count,
            precision: share.nullable(),
          }),
        ),
        alertsPerMonth: z.number(),
        budget: z.number().nullable(),
        /** Dismissed alerts per 100 person-months, with a 95 % interval; null before anybody was watched. */
        falseAlarmRateOwnHistory: z.object({
          value: z.number().nullable(),
          low: z.number().nullable(),
          high: z.number().nullable(),
        }),
        medianHoursToAcknowledge: z.number().nullable(),
        byDelivery: z.object({ now: delivered, digest: delivered }),
      })
      .register(components, { id: 'Quality' }),
    inspected: aList('detection/quality'),
  }),
  acknowledge: defineRoute({
    method: 'POST',
    path: '/alerts/:id/acknowledgement',
    summary: 'Somebody is looking at it.',
    access: officers,
    body: z.strictObject({}),
    answer: handled,
  }),
  dispose: defineRoute({
    method: 'POST',
    path: '/alerts/:id/disposition',
    summary: 'What it was, and why you say so; the alert is closed.',
    access: officers,
    body: z.strictObject({ verdict, reason: freeText.trim().min(1) }),
    answer: handled,
  }),
} as const;
