/**
 * The long forms of what the tests show in short: every contract suite and scenario with `TRIALS=long`, then every
 * benchmark against its bars. Exits 1 on a failure or a miss.
 */
import { spawnSync } from 'node:child_process';

const benchmarks = [
  'append',
  'replay',
  'decisions',
  'alert-latency',
  'rebuild',
  'footprint',
  'detection',
  'detection-quality',
  'console',
];
const long = [
  'libs/event-store',
  'libs/detection',
  'libs/read-model',
  'apps/cli',
  'apps/worker',
  'test/scenarios',
  'test/console',
];

const run = (...args) => spawnSync('npm', args, { stdio: 'inherit', env: { ...process.env, TRIALS: 'long' } }).status;
const steps = [
  ['test', '--', ...long],
  ...benchmarks.map((name) => ['run', '--silent', 'bench', '--', name, '--json']),
];
const missed = steps.filter((step) => run(...step) !== 0).map((step) => step.join(' '));
for (const step of missed) console.error(`missed: npm ${step}`);
process.exitCode = missed.length === 0 ? 0 : 1;
