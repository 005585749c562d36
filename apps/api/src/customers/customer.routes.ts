import { z } from 'zod';
import { customerDetails, customerName } from '#domain/customer/customer.events';
import { exportField } from '#domain/export/export.events';
import { freeText, id, kind, sensitivity } from '#domain/values';
import { components, labelled, listOf, written } from '../http/answer-shapes.js';
import { page } from '../http/cursor.js';
import { defineRoute } from '../http/route.js';
import { dryRunQuery, importReport } from '../imports/import-route.js';

/** An employee id, an external id or an address. */
const personName = z.string().min(1).max(254);
const shownValue = z.union([z.string(), z.object({ masked: z.string() })]);
export const shownCustomer = z
  .object({
    id,
    name: z.string().optional(),
    developedBy: id.optional(),
    assignedTo: id.optional(),
    developer: labelled.optional(),
    assignee: labelled.optional(),
    sensitivity,
    details: z.partialRecord(kind, z.record(z.string(), shownValue)).optional(),
  })
  .register(components, { id: 'Customer' });
const listed = listOf(shownCustomer);
const sellers = ['salesperson', 'manager'] as const;

export const customerRoutes = {
  register: defineRoute({
    method: 'POST',
    path: '/customers',
    summary: 'Register a customer; a salesperson only one of their own development.',
    access: { roles: sellers },
    body: z.strictObject({
      externalId: z.string().min(1).max(200).optional(),
      name: customerName,
      developedBy: personName,
      assignedTo: personName,
      sensitivity,
      details: customerDetails.default({}),
    }),
    answer: written,
    status: 201,
  }),
  import: defineRoute({
    method: 'POST',
    path: '/customers/import',
    summary: 'Take a CSV file of customers, row by row.',
    access: { roles: ['manager', 'admin'] },
    query: dryRunQuery,
    bodyKind: 'csv',
    body: z.instanceof(Uint8Array),
    answer: importReport,
  }),
  list: defineRoute({
    method: 'GET',
    path: '/customers',
    summary: 'The customers within your scope, masked by your grants.',
    access: { roles: sellers },
    query: z.strictObject(page),
    answer: listed,
  }),
  search: defineRoute({
    method: 'POST',
    path: '/customers/search',
    summary: 'Customers within your scope by name, or by a field that you see in clear.',
    access: { roles: sellers },
    body: z.strictObject({
      q: z.string().trim().min(1).max(200),
      limit: z.int().min(1).max(200).default(50),
      cursor: z.string().max(2_000).optional(),
    }),
    answer: listed,
  }),
  one: defineRoute({
    method: 'GET',
    path: '/customers/:id',
    summary: 'One customer within your scope, masked by your grants.',
    access: { roles: sellers },
    answer: shownCustomer,
  }),
  reveal: defineRoute({
    method: 'POST',
    path: '/customers/:id/reveals',
    summary: 'Show one masked field in clear; counts towards your daily limit.',
    access: { roles: sellers },
    body: z.strictObject({ field: exportField, purpose: freeText.optional() }),
    answer: z.object({ value: z.string(), remainingToday: z.int() }),
    status: 201,
    repeats: 'judged',
  }),
  assign: defineRoute({
    method: 'POST',
    path: '/customers/:id/assignee',
    summary: 'Give a customer of your team to somebody.',
    access: { roles: ['manager'] },
    body: z.strictObject({ employeeId: id }),
    answer: written,
  }),
  classify: defineRoute({
    method: 'PUT',
    path: '/customers/:id/classification',
    summary: 'Set how sensitive a customer is, with the reason.',
    access: { roles: ['security_officer', 'admin'] },
    body: z.strictObject({ level: sensitivity, reason: freeText.trim().min(1) }),
    answer: written,
  }),
} as const;
