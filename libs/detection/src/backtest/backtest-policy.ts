import { z } from 'zod';
import {
  detectionPolicy,
  workCalendar,
  type DetectionPolicy,
  type WorkCalendar,
} from '#domain/policy/detection-policy';
import { indicatorCodes } from '../indicators.js';
import { firstPolicy } from '../policy.js';

/** Alerts a month for each person, where a policy names no budget: about one in seven months for a firm of 20. */
export const budgetPerPerson = 0.007;

/**
 * Rows that exports take in a day, where a policy sets no cap: ten thousand are worth a look in a firm of any size, and
 * what is learned of one day alone does not say so, for days are unequal.
 */
const exportCap = 10_000;
const usualCaps = { ...firstPolicy.caps, exportRowsPerDay: exportCap, exportRows: exportCap };

const knownIndicators = detectionPolicy.shape.indicators.superRefine((settings, context) => {
  for (const code of Object.keys(settings))
    if (!indicatorCodes.has(code))
      context.addIssue({ code: 'custom', path: [code], message: 'there is no such indicator' });
});

/** A policy file: any part of a detection policy, and the canaries, which live apart in the running system. */
const policyFile = z.strictObject({
  ...detectionPolicy.partial().shape,
  indicators: knownIndicators.optional(),
  caps: detectionPolicy.shape.caps.partial().optional(),
  canaries: z.array(z.string().min(1).max(256)).max(5_000).optional(),
  version: z.int().optional(),
  effectiveFrom: z.string().optional(),
});

/**
 * What a backtest scores with. Detection is switched on, whatever the file says: a backtest raises nothing in earnest.
 * @throws z.ZodError for a file that is no policy
 */
export function backtestPolicy(
  file: unknown,
  calendar: WorkCalendar | null,
  people: number,
): { readonly policy: DetectionPolicy; readonly canaries: readonly string[] } {
  const given = policyFile.parse(file === undefined ? {} : file);
  return {
    policy: {
      mode: 'on',
      budget: given.budget ?? { alertsPerMonth: budgetPerPerson * Math.max(1, people) },
      indicators: given.indicators ?? {},
      caps: { ...usualCaps, ...withoutUndefined(given.caps ?? {}) },
      calendar: calendar ?? given.calendar ?? firstPolicy.calendar,
      peers: given.peers ?? firstPolicy.peers,
      lookBackDays: given.lookBackDays ?? firstPolicy.lookBackDays,
    },
    canaries: given.canaries ?? [],
  };
}

/** @throws z.ZodError */
export const readCalendar = (file: unknown): WorkCalendar => workCalendar.parse(file);

const withoutUndefined = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
