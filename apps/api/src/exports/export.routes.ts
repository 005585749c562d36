import { z } from 'zod';
import { exportField, exportFilter, exportFormat } from '#domain/export/export.events';
import { streams } from '#domain/streams';
import { exportStatus, freeText, id } from '#domain/values';
import { page } from '../http/cursor.js';
import { aList, aThing, defineRoute } from '../http/route.js';

const sellers = { roles: ['salesperson', 'manager'] } as const;

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
    status: 201,
  }),
  list: defineRoute({
    method: 'GET',
    path: '/exports',
    summary: 'Exports that you asked for or approve; all of them for officers and auditors.',
    access: { roles: 'any' },
    query: z.strictObject({
      ...page,
      mine: z.enum(['', 'true', 'false']).optional(),
      status: exportStatus.optional(),
    }),
    inspected: aList('exports'),
  }),
  one: defineRoute({
    method: 'GET',
    path: '/exports/:id',
    summary: 'One export, for its requester, its approvers, officers and auditors.',
    access: { roles: 'any' },
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
  }),
} as const;
