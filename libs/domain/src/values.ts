import { z } from 'zod';

/** Opaque, unguessable, carries no personal data. */
export const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'an id is 1 to 64 of A-Z a-z 0-9 _ -');
/** JavaScript has one, PostgreSQL has not: no read model could hold it. */
const hasYear = (text: string): boolean => !text.startsWith('0000');
/** ISO 8601 in UTC, to the millisecond at most: `2026-03-02T09:14:05.123Z`. */
export const instant = z.iso.datetime().refine(hasYear, 'there is no year 0000');
/** A calendar day with no time zone: `2026-03-02`. */
export const date = z.iso.date().refine(hasYear, 'there is no year 0000');
/** What PostgreSQL's text cannot hold: NUL, and half of a surrogate pair. */
export const unstorable = /[\0\p{Cs}]/u;

export const roles = [
  'admin',
  'security_officer',
  'auditor',
  'hr',
  'manager',
  'salesperson',
  'privacy_officer',
] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;
/** Account roles that act as, or on, an employee: such an account names its employee. */
export const rolesOfEmployees = [
  'salesperson',
  'manager',
  'hr',
  'security_officer',
  'auditor',
] as const satisfies readonly Role[];
/** Whoever has one of these roles watches the others, under pseudonyms, and is watched in turn. */
export const watches = (held: readonly Role[]): boolean =>
  held.includes('security_officer') || held.includes('auditor');

export const kinds = ['basic', 'contact', 'quote', 'transaction', 'preference', 'contract', 'special_terms'] as const;
export const kind = z.enum(kinds);
export type Kind = z.infer<typeof kind>;

/** Rising order: a ceiling compares by index. */
export const sensitivities = ['public', 'internal', 'confidential', 'trade_secret'] as const;
export const sensitivity = z.enum(sensitivities);
export type Sensitivity = z.infer<typeof sensitivity>;
export const isAbove = (level: Sensitivity, ceiling: Sensitivity): boolean =>
  sensitivities.indexOf(level) > sensitivities.indexOf(ceiling);
/** Null without any. */
export const highestOf = (levels: readonly Sensitivity[]): Sensitivity | null =>
  sensitivities.findLast((level) => levels.includes(level)) ?? null;

/** Rising order. */
export const scopes = ['own', 'team', 'all'] as const;
export const scope = z.enum(scopes);
export type Scope = z.infer<typeof scope>;

/** Rising order: what a person sees of a data kind. */
export const grants = ['none', 'masked', 'reveal', 'clear'] as const;
export const grant = z.enum(grants);
export type Grant = z.infer<typeof grant>;

const guards = ['departing', 'left', 'suspended', 'sensitivity'] as const;
export const guard = z.enum(guards);
export type Guard = z.infer<typeof guard>;

export const actions = [
  'sign_in',
  'view',
  'search',
  'list',
  'reveal',
  'copy',
  'print',
  'export',
  'download',
  'share',
  'api_read',
] as const;
export const action = z.enum(actions);
export type Action = z.infer<typeof action>;

export const portfolio = z.enum(['own', 'team', 'other', 'unknown']);
export type Portfolio = z.infer<typeof portfolio>;

export const approvalStatus = z.enum(['pending', 'granted', 'rejected', 'returned', 'withdrawn', 'expired']);
export type ApprovalStatus = z.infer<typeof approvalStatus>;
export const exportStatus = z.enum(['pending', 'granted', 'refused', 'returned', 'withdrawn', 'executed', 'expired']);
export type ExportStatus = z.infer<typeof exportStatus>;
export const alertStatus = z.enum(['open', 'acknowledged', 'disposed']);
export type AlertStatus = z.infer<typeof alertStatus>;

/** Rising order. */
export const severities = ['elevated', 'high', 'critical'] as const;
export const severity = z.enum(severities);
export type Severity = z.infer<typeof severity>;
const bands = ['learning', 'cannot_say', 'normal', ...severities] as const;
export const band = z.enum(bands);
export type Band = z.infer<typeof band>;

export const verdict = z.enum(['confirmed', 'false_positive', 'benign', 'insufficient_data']);
export type Verdict = z.infer<typeof verdict>;
export const departureStatus = z.enum(['none', 'declared', 'left']);
export type DepartureStatus = z.infer<typeof departureStatus>;
export const highestRank = 20;
export const rank = z.int().min(1).max(highestRank);
export const performances = ['low', 'normal', 'high'] as const;
export const performance = z.enum(performances);
export type Performance = z.infer<typeof performance>;
/** An IANA time zone that this Node.js knows. */
export const timezone = z.string().max(64).refine(isTimezone, 'not a time zone of the IANA list');

/** A short business label (team, job title, region): no e-mail address, no control characters. */
export const label = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^@\p{Cc}]+$/u, 'a label has no @ and no control characters');
/** What a person typed: always stored encrypted under somebody's key. */
export const freeText = z.string().max(2_000);

/** Asking the runtime takes some 80 µs and files name a few zones many times; bounded, for names come from outside. */
const askedTimezones = new Map<string, boolean>();
const maxAskedTimezones = 1_000;

function isTimezone(name: string): boolean {
  const known = askedTimezones.get(name);
  if (known !== undefined) return known;
  if (askedTimezones.size >= maxAskedTimezones) askedTimezones.clear();
  const answer = runtimeKnowsTimezone(name);
  askedTimezones.set(name, answer);
  return answer;
}

function runtimeKnowsTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
