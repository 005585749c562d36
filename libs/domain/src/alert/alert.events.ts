import { z } from 'zod';
import { defineEvent, personal } from '../event.js';
import { band, date, freeText, id, instant, severity, verdict } from '../values.js';

/** One reason behind a score. The parts of an assessment add up to its score, to 1e-6. */
export const scorePart = z.strictObject({
  indicator: z.string().max(64),
  contribution: z.number(),
  observed: z.number(),
  expectedSelf: z.number().nullable(),
  expectedPeers: z.number().nullable(),
  eventCount: z.int().nonnegative(),
  /** The most telling first, at most 20. */
  events: z.array(id).max(20),
});
export const model = z.strictObject({ version: z.string().max(64), inputHash: z.string().max(64) });
/** A sentence as message key and numbers, worded in the reader's language when shown. */
const sentence = z.strictObject({
  key: z.string().max(64),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
const score = z.number().nonnegative();

export const riskAssessed = defineEvent('RiskAssessed', {
  employeeId: id,
  date,
  /** `closed`: the whole local day. `band_change`: within the day. `late`: a late record changed a past day. */
  because: z.enum(['closed', 'band_change', 'late', 'look_back']),
  band,
  score: score.nullable(),
  surprise: score.nullable(),
  parts: z.array(scorePart),
  /** What is missing, when `cannot_say`. */
  missing: z.array(z.string().max(64)).default([]),
  at: instant,
  model,
  policyVersion: z.int(),
});
export const alertEpisodeOpened = defineEvent('AlertEpisodeOpened', {
  employeeId: id,
  episode: z.int().positive(),
  alertId: id,
});
export const alertEpisodeClosed = defineEvent('AlertEpisodeClosed', {
  employeeId: id,
  episode: z.int().positive(),
  because: z.enum(['disposed', 'quiet']),
});

const finding = {
  alertId: id,
  employeeId: id,
  episode: z.int().positive(),
  severity,
  score,
  parts: z.array(scorePart).min(1),
  sentence,
  /** The record that crossed the line. */
  at: instant,
  window: z.strictObject({ from: instant, to: instant }),
  model,
};
export const alertRaised = defineEvent('AlertRaised', {
  ...finding,
  kind: z.enum(['live', 'look_back']),
  delivery: z.enum(['now', 'digest']),
  /** The resignation that made a look-back. */
  resignationEventId: id.nullable(),
  departure: z.strictObject({ noticeOn: date, lastWorkingDay: date }).nullable(),
});
export const alertExtended = defineEvent('AlertExtended', finding);
export const alertAcknowledged = defineEvent('AlertAcknowledged', { alertId: id, employeeId: id, by: id });
export const alertDisposed = defineEvent(
  'AlertDisposed',
  { alertId: id, employeeId: id, by: id, verdict },
  { reason: personal('employeeId', freeText) },
);
