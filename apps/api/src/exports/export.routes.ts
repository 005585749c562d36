import { z } from 'zod';
import { exportField, exportFilter, exportFormat } from '#domain/export/export.events';
import { streams } from '#domain/streams';
import { approvers } from '#domain/policy/approval-chains';
import { exportStatus, freeText, id, instant, sensitivity } from '#domain/values';
import { fileTypes } from '../http/answer.js';
import { components, count, labelled, listOf } from '../http/answer-shapes.js';
import { page } from '../http/cursor.js';
import { aThing, defineRoute } from '../http/route.js';

const sellers = { roles: ['salesperson', 'manager'] } as const;

const preview = z.object({
  rows: count,
  leftOut: count.optional(),
  highestSensitivity: sensitivity.nullable(),
  chain: z.array(z.object({ level: z.string(), approvers })),
});
export const shownExport = z
  .object({
    id,
    requestedBy: id,
    requestedAt: instant,
    employee: labelled,
    status: exportStatus,
    /** Why it was refused. */
    because: z.string().nullable(),
    /** For the requester and the approvers, as is the recipient. */
    filter: exportFilter.optional(),
    fields: z.array(exportField),
    format: exportFormat,
    purpose: z.string().nullable(),
    recipient: z.string().nullable().optional(),
    preview,
    approvalId: id.nullable(),
    grantExpiresAt: instant.nullable(),
    executedAt: instant.nullable(),
    rows: count.nullable(),
    leftOut: count.nullable(),
    manifestRoot: z.string().nullable(),
    watermarkId: id.nullable(),
    downloads: count,
    revision: z.int(),
  })
  .register(components, { id: 'Export' });

export const exportRoutes = {
  request: defineRoute({
    method: 'POST',
    path: '/exports',
    summary: 'Ask for an export: what it would release, and the chain that must approve it.',
    access: sellers,
    body: z.strictObject({
      filter: exportFilter,
      fields: z.array(exportField).min(1).max(100),
      format: exportFormat,
      purpose: freeText,
      recipient: freeText.trim().min(1),
    }),
    answer: z.object({ id, approvalId: id, status: exportStatus, preview, revision: z.int(), position: z.string() }),
    status: 201,
  }),
  preview: defineRoute({
    method: 'POST',
    path: '/exports/previews',
    summary: 'What a request would release and who would have to approve it, or why not; nothing is asked for yet.',
    access: sellers,
    body: z.strictObject({ filter: exportFilter, fields: z.array(exportField).max(100).default([]) }),
    answer: preview.extend({
      leftOut: count,
      grantHours: z.number(),
      /** What the rows have of the kinds that you may take out. */
      exportableFields: z.array(z.string()),
    }),
  }),
  list: defineRoute({
    method: 'GET',
    path: '/exports',
    summary: 'Exports that you asked for or approve; all of them for officers and auditors.',
    access: { roles: 'any' },
    query: z.strictObject({
      ...page,
      mine: z.enum(['', 'true', 'false']).optional(),
      /** Whose requests; with `mine`, your own all the same. */
      employeeId: id.optional(),
      status: exportStatus.optional(),
    }),
    answer: listOf(shownExport),
    inspected: ({ query }) => {
      const { employeeId } = z.object({ employeeId: id.optional() }).parse(query);
      return { screen: 'exports', subjects: employeeId === undefined ? [] : [employeeId] };
    },
  }),
  one: defineRoute({
    method: 'GET',
    path: '/exports/:id',
    summary: 'One export, for its requester, its approvers, officers and auditors.',
    access: { roles: 'any' },
    answer: shownExport,
    inspected: ({ params: { id: exportId = '' } }) => aThing(`exports/${exportId}`, streams.export(exportId)),
  }),
  run: defineRoute({
    method: 'POST',
    path: '/exports/:id/run',
    summary: 'Release the approved rows, once, while the grant stands.',
    access: sellers,
    answer: z.object({
      id,
      status: z.literal('executed'),
      rows: z.int(),
      leftOut: z.int(),
      manifestRoot: z.string(),
      watermarkId: id,
      revision: z.int(),
      position: z.string(),
    }),
  }),
  file: defineRoute({
    method: 'GET',
    path: '/exports/:id/file',
    summary: 'The file of an executed export, for its requester, until the grant ends.',
    access: sellers,
    answersAs: Object.values(fileTypes),
  }),
} as const;
