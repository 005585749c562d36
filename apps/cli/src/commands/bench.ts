import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Failed, parseCommandLine, type Command, type ExitCode } from '../command.js';

const exitCodes: readonly ExitCode[] = [0, 1, 2, 130, 143];

/** Benchmarks live with the tests and are not shipped; this only passes the call on. */
export const bench: Command = {
  summary: 'Measures one benchmark, its peers in the same run; exits 1 when a bar is missed.',
  usage: 'NAME [--rounds N] [--json]',
  run: async (args) => {
    const { values, positionals } = parseCommandLine(
      args,
      { rounds: { type: 'string' } },
      { min: 0, max: 1, names: '' },
    );
    const runner = fileURLToPath(new URL('../../../../test/bench/main.js', import.meta.url));
    if (!existsSync(runner))
      throw new Failed('benchmarks are part of a clone of the sources, not of an installed copy.');
    const passedOn = [
      ...(values.json ? ['--json'] : []),
      ...(values.rounds === undefined ? [] : [`--rounds=${values.rounds}`]),
      '--',
      ...positionals,
    ];
    // Benchmarks find what they start, and the page that one of them writes, from the top of the clone.
    const cwd = fileURLToPath(new URL('../../../../../', import.meta.url));
    const child = spawn(process.execPath, ['--enable-source-maps', runner, ...passedOn], { stdio: 'inherit', cwd });
    // Told to stop, this waits until the benchmark has seen to its servers and folders.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => child.kill(signal));
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    if (signal !== null) return signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1;
    return exitCodes.find((known) => known === code) ?? 1;
  },
};
