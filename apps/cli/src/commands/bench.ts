import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Failed, parseCommandLine, type Command } from '../command.js';

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
    const child = spawn(process.execPath, ['--enable-source-maps', runner, ...passedOn], { stdio: 'inherit' });
    const [code] = (await once(child, 'exit')) as [number | null];
    return code === 0 ? 0 : code === 2 ? 2 : 1;
  },
};
