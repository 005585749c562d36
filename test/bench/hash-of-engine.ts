import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const roots = ['../../libs/detection/src', '../support/simulated-firm'];
/** How files are read and written, and how sentences are worded, changes no score. */
const asides = /^(backtest|from-log|messages)\b/;

/** Changes with any file of the engine, of the generator, or of how it is measured. */
export async function hashOfEngine(): Promise<string> {
  const hash = createHash('sha256');
  for (const root of roots) {
    const folder = fileURLToPath(new URL(root, import.meta.url));
    const names = await readdir(folder, { recursive: true });
    for (const name of names.filter((one) => /\.[jt]s$/.test(one) && !asides.test(one)).sort()) {
      hash.update(name).update(await readFile(join(folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
