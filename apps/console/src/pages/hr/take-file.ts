import { answerOf, api } from '../../api/client';
import type { paths } from '../../api/schema';

export type ImportReport = paths['/api/v1/hr/import']['post']['responses'][200]['content']['application/json'];

/** Sends a file of HR's; with `dryRun` every row is judged and nothing is written. */
export const takeFile = (file: File, dryRun: boolean, key: string): Promise<ImportReport> =>
  answerOf(
    api.POST('/api/v1/hr/import', {
      params: { query: dryRun ? { dryRun: 'true' } : {}, header: { 'Idempotency-Key': key } },
      headers: { 'Content-Type': 'text/csv' },
      body: file,
      // The bytes as they are: whether they are UTF-8 is for the server to say.
      bodySerializer: (body: unknown) => body as File,
    }),
  );
