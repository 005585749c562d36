#!/usr/bin/env node
/**
 * `bookward` from a clone: compiles what changed (output on standard error, nothing when up to date), then runs.
 * An installed or containerised copy has no sources and runs `dist/` as it is.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
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
if (process.argv[2] === 'start') buildConsole();
await import(new URL('../../dist/apps/cli/src/main.js', import.meta.url).href);

/** Builds the console where its sources are newer than what was built. */
function buildConsole() {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const sources = join(root, 'apps/console');
  if (!existsSync(join(sources, 'index.html')) || !existsSync(vite)) return;
  const built = statSync(join(root, 'dist/apps/console/index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const newest = readdirSync(sources, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, { parentPath, name }) => Math.max(latest, statSync(join(parentPath, name)).mtimeMs), 0);
  if (newest <= built) return;
  const build = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'error', sources], {
    stdio: ['ignore', 2, 2],
  });
  if (build.status !== 0) process.exit(1);
}
