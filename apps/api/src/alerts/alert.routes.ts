import { z } from 'zod';
import { streams } from '#domain/streams';
import { alertStatus, freeText, id, severity, verdict } from '#domain/values';
import { page } from '../http/cursor.js';
import { aList, aThing, defineRoute } from '../http/route.js';

const officers = { roles: ['security_officer'] } as const;
const written = z.object({ id, revision: z.int(), position: z.string(), status: alertStatus });

const count = z.int().nonnegative();
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
    inspected: aList('alerts'),
  }),
  stream: defineRoute({
    method: 'GET',
    path: '/alerts/stream',
    summary: 'Alerts as they are raised and handled: ids only, as server-sent events.',
    access: officers,
  }),
  one: defineRoute({
    method: 'GET',
    path: '/alerts/:id',
    summary: 'One alert: why, with the ids of the events behind each part, and what was done about it.',
    access: officers,
    inspected: ({ params: { id: alertId = '' } }) => aThing(`alerts/${alertId}`, streams.alert(alertId)),
  }),
  similar: defineRoute({
    method: 'GET',
    path: '/alerts/:id/similar',
    summary: 'Earlier alerts with the most similar mix of indicators, and what was made of them.',
    access: officers,
    query: z.strictObject(page),
    inspected: ({ params: { id: alertId = '' } }) => aThing(`alerts/${alertId}/similar`, streams.alert(alertId)),
  }),
  quality: defineRoute({
    method: 'GET',
    path: '/detection/quality',
    summary: 'How often alerts were right over 365 days, by indicator, beside the budget; never counting your own.',
    access: officers,
    answer: z.object({
      days: z.int(),
      indicators: z.array(
        z.object({ code: z.string(), raised: count, confirmed: count, dismissed: count, precision: share.nullable() }),
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
    }),
    inspected: aList('detection/quality'),
  }),
  acknowledge: defineRoute({
    method: 'POST',
    path: '/alerts/:id/acknowledgement',
    summary: 'Somebody is looking at it.',
    access: officers,
    body: z.strictObject({}),
    answer: written,
  }),
  dispose: defineRoute({
    method: 'POST',
    path: '/alerts/:id/disposition',
    summary: 'What it was, and why you say so; the alert is closed.',
    access: officers,
    body: z.strictObject({ verdict, reason: freeText.trim().min(1) }),
    answer: written,
  }),
} as const;
