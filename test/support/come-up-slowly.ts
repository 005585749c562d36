import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Lets the embedded server in this folder, which does not run, wait at its next start as for a long recovery. */
export async function comeUpSlowly(directory: string): Promise<void> {
  await appendFile(join(directory, 'data', 'postgresql.auto.conf'), "restore_command = 'sleep 30; exit 1'\n");
  await writeFile(join(directory, 'data', 'recovery.signal'), '');
}
