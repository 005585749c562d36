import { z } from 'zod';

/** `?dryRun` and `?dryRun=true` are the same: judge every row and write nothing. */
export const dryRunQuery = z.strictObject({ dryRun: z.enum(['', 'true', 'false']).optional() });
export const isDryRun = ({ dryRun }: z.output<typeof dryRunQuery>): boolean => dryRun === '' || dryRun === 'true';

/** What became of a file's rows; with `dryRun`, what would. */
export const importReport = z.object({
  rows: z.int(),
  applied: z.int(),
  unchanged: z.int(),
  rejected: z.array(z.object({ line: z.int(), code: z.string(), detail: z.string() })),
});
