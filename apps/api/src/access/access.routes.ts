import { z } from 'zod';
import { action, freeText, grant, id, kind } from '#domain/values';
import { defineRoute } from '../http/route.js';

const source = z.string().min(1).max(64);
const externalRef = z.strictObject({ source, externalId: z.string().min(1).max(200) });
/** One of ours by id, or as a source knows it. */
const ref = z.union([z.strictObject({ id }), externalRef]);
export type Ref = z.output<typeof ref>;

export const accessRoutes = {
  decide: defineRoute({
    method: 'POST',
    path: '/access-decisions',
    summary: 'Decide whether somebody may do something with customers; recorded before it is answered.',
    access: { roles: ['salesperson', 'manager'], service: 'decide' },
    body: z.strictObject({
      employee: ref.optional(),
      action,
      customers: z.array(ref).max(5_000).optional(),
      rows: z.int().nonnegative().max(1e9).optional(),
      kinds: z.array(kind).max(7).default([]),
      fields: z.array(z.string().min(1).max(64)).max(100).optional(),
      purpose: freeText.optional(),
      device: z.string().min(1).max(200).optional(),
      channel: z
        .string()
        .regex(/^[a-z0-9_-]{1,32}$/, 'a channel is up to 32 of a-z 0-9 _ -')
        .optional(),
    }),
    answer: z.object({
      decisionId: id,
      decision: z.enum(['allow', 'deny', 'acknowledge']),
      reasons: z.array(z.string()),
      masks: z.partialRecord(kind, grant),
      decidedThrough: z.string(),
      position: z.string(),
      notice: z.string().optional(),
    }),
  }),
} as const;
