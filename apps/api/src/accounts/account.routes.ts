import { z } from 'zod';
import { serviceScope } from '#domain/account/account.events';
import { email, personName } from '#domain/employee/employee.events';
import { id, instant, role } from '#domain/values';
import { components, listOf, written } from '../http/answer-shapes.js';
import { page } from '../http/cursor.js';
import { defineRoute } from '../http/route.js';

const admin = { roles: ['admin'] } as const;
const account = z
  .object({
    id,
    email: z.string(),
    name: z.string(),
    roles: z.array(role),
    employeeId: id.nullable(),
    disabled: z.boolean(),
    locale: z.string().nullable(),
    revision: z.int(),
  })
  .register(components, { id: 'Account' });
const key = z
  .object({
    id,
    name: z.string(),
    scopes: z.array(z.string()),
    historyUntil: instant.nullable(),
    issuedAt: instant,
    revokedAt: instant.nullable(),
  })
  .register(components, { id: 'ServiceKey' });

export const accountRoutes = {
  list: defineRoute({
    method: 'GET',
    path: '/accounts',
    summary: 'All accounts.',
    access: admin,
    query: z.strictObject(page),
    answer: listOf(account),
  }),
  open: defineRoute({
    method: 'POST',
    path: '/accounts',
    summary: 'Open an account; `employeeId` takes an employee id, external id or e-mail address.',
    access: admin,
    body: z.strictObject({
      email,
      name: personName,
      roles: z.array(role).min(1).max(7),
      employeeId: z.string().min(1).max(254).nullish(),
    }),
    answer: written,
    status: 201,
  }),
  change: defineRoute({
    method: 'PATCH',
    path: '/accounts/:id',
    summary: 'Change the roles of an account, disable or enable it.',
    access: admin,
    body: z.strictObject({ roles: z.array(role).min(1).max(7).optional(), disabled: z.boolean().optional() }),
    answer: written,
  }),
  issueLink: defineRoute({
    method: 'POST',
    path: '/accounts/:id/sign-in-links',
    summary: 'A one-time link; those of officers and auditors come from the command line only.',
    access: admin,
    answer: z.object({ url: z.string(), expiresAt: instant }),
    status: 201,
    repeats: 'spent',
  }),
  listKeys: defineRoute({
    method: 'GET',
    path: '/service-keys',
    summary: 'All service keys, without the keys.',
    access: admin,
    query: z.strictObject(page),
    answer: listOf(key),
  }),
  issueKey: defineRoute({
    method: 'POST',
    path: '/service-keys',
    summary: 'A key for another system, shown once. Records older than `historyUntil` train baselines only.',
    access: admin,
    body: z.strictObject({
      name: z.string().trim().min(1).max(80),
      scopes: z.array(serviceScope).min(1).max(20),
      historyUntil: instant.optional(),
    }),
    answer: written.extend({ key: z.string() }),
    status: 201,
    repeats: 'spent',
  }),
  revokeKey: defineRoute({
    method: 'DELETE',
    path: '/service-keys/:id',
    summary: 'Revoke a key, at once and for good.',
    access: admin,
    answer: written,
  }),
};
