import type { Command } from './command.js';

/** Every command, one line each; a command's code is loaded when it is asked for. */
export const commands = {
  start: async () => (await import('./commands/start.js')).start,
  accounts: async () => (await import('./commands/accounts.js')).accounts,
  keys: async () => (await import('./commands/keys.js')).keys,
  import: async () => (await import('./commands/import.js')).importFile,
  subjects: async () => (await import('./commands/subjects.js')).subjects,
  simulate: async () => (await import('./commands/simulate.js')).simulate,
  rebuild: async () => (await import('./commands/rebuild.js')).rebuild,
  verify: async () => (await import('./commands/verify.js')).verify,
  replay: async () => (await import('./commands/replay.js')).replay,
  backtest: async () => (await import('./commands/backtest.js')).backtest,
  evaluate: async () => (await import('./commands/evaluate.js')).evaluate,
  bench: async () => (await import('./commands/bench.js')).bench,
} satisfies Record<string, () => Promise<Command>>;
