import { parseArgs } from 'node:util';
import { tidyWhenToldToStop, unlessToldToStop } from '../support/told-to-stop.js';
import { defaultRounds, report } from './harness.js';
import type { Benchmark } from './harness.js';

/** One line each; loaded only when asked for, since peers may change what is global in a process. */
const benchmarks: Readonly<Record<string, () => Promise<Benchmark>>> = {
  append: async () => (await import('./append.js')).append,
  replay: async () => (await import('./replay.js')).replay,
  rebuild: async () => (await import('./rebuild.js')).rebuild,
  decisions: async () => (await import('./decisions.js')).decisions,
  'alert-latency': async () => (await import('./alert-latency.js')).alertLatency,
  'detection-quality': async () => (await import('./detection-quality.js')).detectionQuality,
  detection: async () => (await import('./detection.js')).detection,
  console: async () => (await import('./console.js')).consoleSpeed,
  footprint: async () => (await import('./footprint.js')).footprint,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: String(defaultRounds) } },
});
const [name = ''] = positionals;
const load = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
const rounds = Number(values.rounds);

if (load === undefined || positionals.length !== 1 || !Number.isInteger(rounds) || rounds < 1) {
  console.error(`Name one benchmark: ${Object.keys(benchmarks).join(', ')} (options --json, --rounds N).`);
  process.exitCode = 2;
} else {
  tidyWhenToldToStop();
  const benchmark = await load();
  const result = await unlessToldToStop(benchmark.run({ rounds }));
  if (!report(benchmark.name, result, values.json)) process.exitCode = 1;
}
