import { z } from 'zod';
import { id, instant, role } from '#domain/values';
import { components, count, written } from '../http/answer-shapes.js';
import { defineRoute } from '../http/route.js';

const mode = z.enum(['cookie', 'bearer']);
const password = z.string().min(12, 'a password has at least 12 characters').max(200);

export const sessionRoutes = {
  signIn: defineRoute({
    method: 'POST',
    path: '/sessions',
    summary: 'Sign in by a one-time link’s token, or by address and password.',
    access: 'public',
    body: z.union([
      z.strictObject({ token: z.string().min(1).max(200), mode }),
      z.strictObject({ email: z.string().min(1).max(254), password: z.string().min(1).max(200), mode }),
    ]),
    answer: z.object({
      accountId: id,
      roles: z.array(role),
      employeeId: id.nullable(),
      expiresAt: instant,
      bearer: z.string().optional(),
    }),
    status: 201,
    repeats: 'spent',
  }),
  signOut: defineRoute({
    method: 'DELETE',
    path: '/sessions/current',
    summary: 'End this session, everywhere.',
    access: { roles: 'any' },
    status: 204,
  }),
  me: defineRoute({
    method: 'GET',
    path: '/me',
    summary: 'Who I am, and what is left of today’s limits.',
    access: { roles: 'any' },
    answer: z
      .object({
        accountId: id,
        roles: z.array(role),
        employeeId: id.nullable(),
        name: z.string(),
        locale: z.string().nullable(),
        csrf: z.string(),
        /** Null where no tier sets a limit. */
        limits: z.object({
          revealsLeftToday: count.nullable(),
          viewsLeftToday: count.nullable(),
          dailyReveals: count.nullable(),
          dailyViews: count.nullable(),
        }),
      })
      .register(components, { id: 'Me' }),
  }),
  changeLocale: defineRoute({
    method: 'PATCH',
    path: '/me',
    summary: 'Choose my language.',
    access: { roles: 'any' },
    body: z.strictObject({
      locale: z
        .string()
        .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag such as en or zh-CN')
        .max(35),
    }),
    answer: written,
  }),
  setPassword: defineRoute({
    method: 'PUT',
    path: '/me/password',
    summary: 'Set or change my password; `current` is needed once there is one.',
    access: { roles: 'any' },
    body: z.strictObject({ current: z.string().max(200).optional(), new: password }),
    answer: written,
  }),
};
