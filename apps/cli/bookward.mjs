#!/usr/bin/env node
/**
 * `bookward` from a clone: compiles what changed (output on standard error, nothing when up to date), then runs.
 * An installed or containerised copy has no sources and runs `dist/` as it is.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('../..', import.meta.url));
const compiler = join(root, 'node_modules/typescript/bin/tsc');
if (existsSync(join(root, 'tsconfig.build.json')) && existsSync(compiler)) {
  if (!existsSync(join(root, 'dist/apps'))) process.stderr.write('Building Bookward, once …\n');
  const build = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], {
    stdio: ['ignore', 2, 2],
  });
  if (build.status !== 0) process.exit(1);
}
await import(new URL('../../dist/apps/cli/src/main.js', import.meta.url).href);
