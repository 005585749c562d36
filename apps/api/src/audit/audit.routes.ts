import { z } from 'zod';
import { catalogue } from '#domain/events';
import { freeText, id, instant } from '#domain/values';
import { isHead } from '#event-store/verify';
import { alert } from '../alerts/alert.routes.js';
import { approval } from '../approvals/approval.routes.js';
import { shownCustomer } from '../customers/customer.routes.js';
import { shownExport } from '../exports/export.routes.js';
import { fileTypes } from '../http/answer.js';
import { employee } from '../employees/employee.routes.js';
import { components, labelled, listOf } from '../http/answer-shapes.js';
import { page } from '../http/cursor.js';
import { aList, aThing, defineRoute } from '../http/route.js';
import { isInOrder, notInOrder } from '../http/validate.js';

const auditors = { roles: ['auditor'] } as const;
const readers = { roles: ['auditor', 'security_officer'] } as const;

const eventType = z.enum(catalogue.map(({ type }) => type));

/** `from`, `to` and `asOf` mean when events were recorded, both ends inclusive. */
const eventFilters = {
  id: z.uuid().optional(),
  actor: z.string().max(64).optional(),
  /** The employee or customer that an event is about. */
  subject: id.optional(),
  /** Plain text in the OpenAPI document, where `Event` names them all. */
  type: z.string().pipe(eventType).optional(),
  stream: z.string().max(200).optional(),
  from: instant.optional(),
  to: instant.optional(),
  asOf: instant.optional(),
};
/** The evidence behind an alert, in one look. */
const someIds = z
  .string()
  .regex(/^[0-9a-f-]{36}(,[0-9a-f-]{36}){0,49}$/, '1 to 50 ids of events, with commas between them');
const envelope = z
  .object({
    id: z.string(),
    position: z.string(),
    stream: z.string(),
    revision: z.int(),
    type: eventType,
    data: z.record(z.string(), z.unknown()),
    personal: z.record(z.string(), z.unknown()).nullable(),
    occurredAt: instant,
    recordedAt: instant,
    actor: z.string(),
    onBehalfOf: z.string().nullable(),
    channel: z.string(),
    trust: z.enum(['witnessed', 'claimed']),
    correlationId: z.string(),
    causationId: z.string().nullable(),
    /** The employees and customers that it is about, the first 20. */
    about: z.array(labelled),
  })
  .register(components, { id: 'Event' });
const envelopes = listOf(envelope);
/** Where an event stands, and what it is. */
const eventPlace = z
  .object({
    id: z.string(),
    position: z.string(),
    stream: z.string(),
    revision: z.int(),
    type: z.string(),
    recordedAt: instant,
  })
  .register(components, { id: 'EventPlace' });
const problem = z.object({ kind: z.string(), where: z.string() });

const namedBy = (query: unknown): readonly string[] => {
  const { subject } = z.object({ subject: id.optional() }).parse(query);
  return subject === undefined ? [] : [subject];
};

export const asOfEntities = ['employee', 'customer', 'approval', 'export', 'alert'] as const;

export const auditRoutes = {
  events: defineRoute({
    method: 'GET',
    path: '/audit/events',
    summary: 'Events in log order or against it; records of reading only when asked for by type.',
    access: readers,
    query: z.strictObject({
      ...page,
      ...eventFilters,
      ids: someIds.optional(),
      order: z.enum(['asc', 'desc']).default('asc'),
    }),
    answer: envelopes,
    inspected: ({ query }) => ({ screen: 'audit/events', subjects: namedBy(query) }),
  }),
  stream: defineRoute({
    method: 'GET',
    path: '/audit/streams/:name',
    summary: 'One stream, the oldest event first.',
    access: auditors,
    query: z.strictObject(page),
    answer: envelopes.extend({
      /** Events of other streams and other pages that caused some of these. */
      causes: z.array(eventPlace),
    }),
    inspected: ({ params: { name = '' } }) => aThing(`audit/streams/${name}`, name),
  }),
  asOf: defineRoute({
    method: 'GET',
    path: '/audit/as-of',
    summary: 'What one employee, customer, approval, export or alert was at a moment of the past.',
    access: auditors,
    query: z.strictObject({
      entity: z
        .string()
        .regex(new RegExp(`^(${asOfEntities.join('|')}):[A-Za-z0-9_-]{1,80}$`), 'such as employee:<id>'),
      at: instant,
    }),
    answer: z.object({
      entity: z.string(),
      at: instant,
      revision: z.int(),
      /** As its own route would have answered. */
      state: z.union([alert, approval, shownExport, employee, shownCustomer]),
    }),
    inspected: ({ query }) => {
      const { entity } = z.object({ entity: z.string() }).parse(query);
      return aThing(`audit/as-of/${entity}`, entity.replace(':', '-'));
    },
  }),
  verify: defineRoute({
    method: 'POST',
    path: '/audit/verifications',
    summary:
      'Check the whole log and the read models for anything altered, in the background; also that the log still holds a `head` that an earlier verification gave.',
    access: auditors,
    body: z.strictObject({ head: z.string().refine(isHead, 'the 64 digits of a head').optional() }),
    answer: z.object({ id }),
    status: 202,
    inspected: aList('audit/verifications'),
  }),
  verification: defineRoute({
    method: 'GET',
    path: '/audit/verifications/:id',
    summary: 'How a verification stands.',
    access: auditors,
    answer: z.object({
      status: z.enum(['running', 'done']),
      /** Read so far, while it runs. */
      events: z.int(),
      streams: z.int(),
      /** About how many there are to read; null once it is done. */
      expected: z.int().nullable(),
      ok: z.boolean().nullable(),
      problems: z.array(problem),
      head: z.string().nullable(),
    }),
  }),
  export: defineRoute({
    method: 'POST',
    path: '/audit/exports',
    summary: 'The events of some filters as a file; that it was taken is recorded.',
    access: auditors,
    body: z.strictObject({
      // An empty file would be evidence of nothing.
      filters: z
        .strictObject(eventFilters)
        .refine(isInOrder, { path: ['from'], error: notInOrder })
        .default({}),
      format: z.enum(['csv', 'jsonl']),
      reason: freeText.trim().min(1),
    }),
    answersAs: Object.values(fileTypes),
  }),
};
