import { z } from 'zod';
import { date, id, timezone } from '../values.js';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day is HH:MM');
export const workCalendar = z.strictObject({
  timezone,
  /** `days`: 1 = Monday … 7 = Sunday. */
  workingHours: z.strictObject({ from: clockTime, to: clockTime, days: z.array(z.int().min(1).max(7)) }),
  holidays: z.array(date).max(1_000),
});
export const indicatorSetting = z.strictObject({ enabled: z.boolean(), weight: z.number().min(0).max(100) }).partial();
export const mostAlertsPerMonth = 10_000;
/** Body of `PUT /policies/detection`. `indicators` may be partial: the rest keep their defaults. */
export const detectionPolicy = z.strictObject({
  mode: z.enum(['off', 'shadow', 'on']),
  budget: z.strictObject({ alertsPerMonth: z.number().positive().max(mostAlertsPerMonth) }),
  indicators: z.record(z.string().max(64), indicatorSetting),
  caps: z.strictObject({
    exportRowsPerDay: z.int().positive(),
    exportRows: z.int().positive(),
    viewsPerHour: z.int().positive(),
  }),
  calendar: workCalendar,
  peers: z.array(z.enum(['role', 'team', 'region'])).min(1),
  lookBackDays: z.int().min(1).max(365),
});
/** A policy as somebody would have it: what its numbers must be is a rule, and refused as one. */
export const detectionPolicyDraft = detectionPolicy.extend({
  budget: z.strictObject({ alertsPerMonth: z.number() }),
  indicators: z.record(z.string().max(64), z.strictObject({ enabled: z.boolean(), weight: z.number() }).partial()),
});
export const canaries = z.strictObject({ customerIds: z.array(id).max(5_000) });
export type DetectionPolicy = z.output<typeof detectionPolicy>;
export type WorkCalendar = z.output<typeof workCalendar>;
