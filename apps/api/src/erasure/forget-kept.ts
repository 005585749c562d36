import type { Log } from '#event-store/log';
import type { SqlPool } from '#platform/postgres';
import { removeFiles } from '../exports/export-files.js';
import { spendAnswers } from '../http/idempotency.js';

type Needs = { readonly pool: SqlPool; readonly log: Pick<Log, 'facts'> };

/**
 * What is kept for a while beside the log is under keys of the system, which an erasure leaves: first answers, any of
 * which may name the subject, and files of exports that the subject is in or asked for. Safe to repeat.
 */
export async function forgetKept({ pool, log }: Needs, subjectId: string): Promise<void> {
  await spendAnswers(pool);
  const exports = new Set<string>();
  const files: string[] = [];
  for await (const event of log.facts.readAll({ filter: { types: ['ExportSetListed', 'ExportExecuted'] } })) {
    if (event.type === 'ExportSetListed' && event.data.customerIds.includes(subjectId))
      exports.add(event.data.exportId);
    if (event.type !== 'ExportExecuted') continue;
    const { exportId, requestedBy, watermarkId } = event.data;
    if (requestedBy === subjectId || exports.has(exportId)) files.push(watermarkId);
  }
  await removeFiles(pool, files);
}
