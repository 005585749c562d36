import { z } from 'zod';
import { email, externalIds, personName } from '#domain/employee/employee.events';
import { tierBand } from '#domain/policy/tier-policy';
import {
  action,
  band,
  date,
  departureStatus,
  freeText,
  grant,
  guard,
  id,
  instant,
  kind,
  label,
  performance,
  rank,
  scope,
  sensitivity,
  timezone,
} from '#domain/values';
import { components, count, labelled, listOf, written } from '../http/answer-shapes.js';
import { page } from '../http/cursor.js';
import { aList, aRisk, aSubject, defineRoute } from '../http/route.js';
import { dryRunQuery, importReport } from '../imports/import-route.js';
import { reasonCodes } from './departure-reasons.js';

const timeRange = { from: instant.or(date).optional(), to: instant.or(date).optional() };
const reason = z.strictObject({ reason: freeText.trim().min(1) });
const employment = { team: label, role: label, region: label, timezone, rank, performance };

const departure = z
  .object({ status: departureStatus, noticeOn: date.nullable(), lastWorkingDay: date.nullable() })
  .register(components, { id: 'Departure' });
const summary = z
  .object({
    id,
    label: z.string(),
    team: z.string(),
    role: z.string(),
    /** Not for a manager. */
    rank: rank.optional(),
    departure,
  })
  .register(components, { id: 'EmployeeSummary' });
export const employee = summary
  .extend({
    region: z.string(),
    timezone: z.string(),
    hiredOn: date,
    /** Not for a manager. */
    performance: performance.optional(),
    /** For HR and oneself, as are the address and the external ids. */
    name: z.string().optional(),
    email: z.string().optional(),
    /** By source; `[erased]` once the person's key is destroyed. */
    externalIds: externalIds.or(z.string()).optional(),
  })
  .register(components, { id: 'Employee' });
const tier = z
  .object({
    /** Null while no policy is published, as are the scope, the ceiling and the band. */
    tier: z.string().nullable(),
    scope: scope.nullable(),
    kinds: z.partialRecord(kind, grant),
    maxSensitivity: sensitivity.nullable(),
    matched: tierBand.nullable(),
    policyVersion: z.int().nullable(),
    guards: z.array(guard),
  })
  .register(components, { id: 'Tier' });
const portfolioCustomer = z.object({ id, developedBy: id, assignedTo: id, sensitivity });
const accessRecordEntry = z
  .object({
    at: instant,
    recordedAt: instant,
    eventId: id,
    what: z.string(),
    action: action.nullable(),
    decision: z.enum(['allowed', 'denied', 'approve', 'reject', 'return']).nullable(),
    reasons: z.array(z.string()).nullable(),
    customerId: id.nullable(),
    rows: count.nullable(),
    sensitivity: sensitivity.nullable(),
    trust: z.enum(['witnessed', 'claimed']),
    position: z.string(),
  })
  .register(components, { id: 'AccessRecordEntry' });
const departureCheck = z
  .object({
    employeeId: id,
    departure,
    band,
    reasons: z.array(z.string()),
    /** The same by name, for those who read another language. */
    reasonCodes: z.array(z.enum(reasonCodes)),
    window: z.object({ from: instant, to: instant }),
    summary: z.object({
      views: count,
      distinctCustomers: count,
      reveals: count,
      prints: count,
      exports: count,
      exportedRows: count,
      denied: count,
    }),
    openApprovals: z.array(
      z.object({ id, subject: z.object({ type: z.literal('export'), id }), requestedAt: instant, rows: count }),
    ),
    portfolio: z.object({ customers: count }),
    checklist: z.array(
      z.object({
        code: z.enum(['last_working_day_known', 'portfolio_handed_over', 'no_open_approvals', 'departure_recorded']),
        done: z.boolean(),
      }),
    ),
    /** For officers: the newest, at most 200. */
    events: z.array(accessRecordEntry).optional(),
  })
  .register(components, { id: 'DepartureCheck' });
const range = z.object({ low: z.number(), high: z.number() });
const activityBucket = z
  .object({
    at: instant,
    byAction: z.partialRecord(action, count),
    rows: count,
    distinctCustomers: count,
    devices: count,
    /** What is usual for the person, and for the peers; null while history is short. */
    self: range.nullable(),
    peers: range.nullable(),
  })
  .register(components, { id: 'ActivityBucket' });
const friction = z
  .object({
    from: instant,
    to: instant,
    people: z.int(),
    suppressed: z.boolean(),
    items: z.array(
      z.object({
        action,
        allowed: z.int(),
        denied: z.int(),
        blockedThenApproved: z.int(),
        medianHoursWaited: z.number().nullable(),
      }),
    ),
  })
  .register(components, { id: 'Friction' });

/** Who sees lists of people, and each of them. */
const readers = ['hr', 'manager', 'security_officer'] as const;
const byHr = { roles: ['hr'], service: 'hr' } as const;

export const employeeRoutes = {
  list: defineRoute({
    method: 'GET',
    path: '/employees',
    summary: 'People: all for HR, the own team for a manager, pseudonyms for an officer.',
    access: { roles: readers },
    query: z.strictObject({ ...page, team: label.optional(), departure: departureStatus.optional() }),
    answer: listOf(summary),
    inspected: aList('employees'),
  }),
  search: defineRoute({
    method: 'POST',
    path: '/employees/search',
    summary: 'People by part of their name.',
    access: { roles: ['hr', 'manager'] },
    body: z.strictObject({
      q: z.string().trim().min(1).max(200),
      limit: z.int().min(1).max(200).default(50),
      cursor: z.string().max(2_000).optional(),
    }),
    answer: listOf(summary),
  }),
  hire: defineRoute({
    method: 'POST',
    path: '/employees',
    summary: 'Record a hire, or a rehire under the same external id or address.',
    access: byHr,
    body: z.strictObject({
      externalId: z.string().min(1).max(200).optional(),
      email,
      name: personName,
      ...employment,
      hiredOn: date,
    }),
    answer: written,
    status: 201,
  }),
  one: defineRoute({
    method: 'GET',
    path: '/employees/:id',
    summary: 'One person: the facts that your role may know, and all of your own.',
    access: { roles: 'any' },
    answer: employee,
    inspected: aSubject('employee'),
  }),
  tier: defineRoute({
    method: 'GET',
    path: '/employees/:id/tier',
    summary: 'What a person may do, and the band of the policy that says so.',
    access: { roles: 'any' },
    answer: tier,
    inspected: aSubject('employee/tier'),
  }),
  transfer: defineRoute({
    method: 'POST',
    path: '/employees/:id/transfers',
    summary: 'Record what changes in an employment, and from when.',
    access: byHr,
    body: z.strictObject({ ...z.object(employment).partial().shape, effectiveOn: date }),
    answer: written,
  }),
  resign: defineRoute({
    method: 'POST',
    path: '/employees/:id/resignation',
    summary: 'Declare a resignation; rights narrow before this answers.',
    access: byHr,
    body: z.strictObject({ noticeOn: date, lastWorkingDay: date }),
    answer: written,
    status: 201,
  }),
  withdraw: defineRoute({
    method: 'POST',
    path: '/employees/:id/resignation/withdrawal',
    summary: 'The resignation was withdrawn.',
    access: byHr,
    body: reason,
    answer: written,
  }),
  correct: defineRoute({
    method: 'POST',
    path: '/employees/:id/resignation/correction',
    summary: 'The resignation was entered in error: as if it had never been.',
    access: byHr,
    body: reason,
    answer: written,
  }),
  lastWorkingDay: defineRoute({
    method: 'PUT',
    path: '/employees/:id/last-working-day',
    summary: 'Change the last working day.',
    access: byHr,
    body: z.strictObject({ date }),
    answer: written,
  }),
  leave: defineRoute({
    method: 'POST',
    path: '/employees/:id/departure',
    summary: 'Record that the person has left; a day still to come is taken as the last working day.',
    access: byHr,
    body: z.strictObject({ leftOn: date }),
    answer: written,
  }),
  import: defineRoute({
    method: 'POST',
    path: '/hr/import',
    summary: 'Take a CSV file of people or of resignations; its header says which.',
    access: byHr,
    query: dryRunQuery,
    bodyKind: 'csv',
    body: z.instanceof(Uint8Array),
    answer: importReport,
  }),
  departureCheck: defineRoute({
    method: 'GET',
    path: '/employees/:id/departure-check',
    summary: 'What is to be known and done before somebody leaves.',
    access: { roles: ['security_officer', 'hr'] },
    answer: departureCheck,
    inspected: aRisk('employee/departure-check'),
  }),
  portfolio: defineRoute({
    method: 'GET',
    path: '/employees/:id/portfolio',
    summary: 'The customers that a person developed or looks after: counts for HR, the list for the manager.',
    access: { roles: ['hr', 'manager'] },
    query: z.strictObject(page),
    answer: z
      .object({ customers: count, developed: count, assigned: count })
      .extend(listOf(portfolioCustomer).partial().shape),
  }),
  handOver: defineRoute({
    method: 'POST',
    path: '/employees/:id/portfolio/hand-over',
    summary: 'Hand customers that a person looks after to somebody else.',
    access: { roles: ['manager'] },
    body: z.strictObject({ to: id, customers: z.array(id).min(1).max(50_000).optional() }),
    answer: z.object({ moved: z.int() }),
  }),
  activity: defineRoute({
    method: 'GET',
    path: '/employees/:id/activity',
    summary: 'What a person did, by hour or day, beside what is usual.',
    access: { roles: ['security_officer'] },
    query: z.strictObject({ ...timeRange, bucket: z.enum(['hour', 'day']).default('day') }),
    answer: z.object({ items: z.array(activityBucket) }),
    inspected: aSubject('employee/activity'),
  }),
  team: defineRoute({
    method: 'GET',
    path: '/teams/mine',
    summary: 'The people of your team, by name: nothing else about them.',
    access: { roles: ['salesperson', 'manager'] },
    answer: z.object({ team: z.string(), people: z.array(labelled) }),
  }),
  friction: defineRoute({
    method: 'GET',
    path: '/teams/mine/friction',
    summary: 'Where your team is slowed down, by action; nothing for fewer than five people.',
    access: { roles: ['manager'] },
    query: z.strictObject(timeRange),
    answer: friction,
  }),
} as const;
