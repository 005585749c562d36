import { projections } from '#read-model/projections';
import { rebuild as rebuildProjections } from '#read-model/rebuild';
import { parseCommandLine, WrongUsage } from '../command.js';
import type { Command } from '../command.js';
import { withDeployment } from '../settings.js';

export const rebuild: Command = {
  summary: 'Fills read models again from the log; with --verify only compares them and exits 1 when one differs.',
  usage: '[NAME…] [--verify] [--json]',
  run: async (args, io) => {
    const { values, positionals } = parseCommandLine(
      args,
      { verify: { type: 'boolean', default: false } },
      { min: 0, max: Number.POSITIVE_INFINITY, names: '' },
    );
    const wanted = positionals.length === 0 ? projections : [...new Set(positionals)].map(projectionNamed);
    const rebuilt = await withDeployment(io, values.data, ({ pool, log }) =>
      rebuildProjections(pool, log, wanted, { verify: values.verify }),
    );
    if (values.json) io.out(JSON.stringify({ projections: rebuilt }));
    else
      for (const { name, events, rows, equal } of rebuilt)
        io.out(
          `${name}: ${rows} rows from ${events} events, ${equal ? 'equal to the live ones' : 'DIFFERENT from the live ones'}`,
        );
    return values.verify && rebuilt.some(({ equal }) => !equal) ? 1 : 0;
  },
};

function projectionNamed(name: string) {
  const found = projections.find((projection) => projection.name === name);
  if (found === undefined)
    throw new WrongUsage(
      `no projection is called “${name}”; there are ${projections.map((projection) => projection.name).join(', ')}`,
    );
  return found;
}
