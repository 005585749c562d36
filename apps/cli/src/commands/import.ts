import { readFile } from 'node:fs/promises';
import { importCustomers } from '#api/customers/import-customers';
import { importHr } from '#api/employees/import-hr';
import { ExternalIds } from '#api/decision-view/external-ids';
import { startDecisionView } from '#api/decision-view/start-decision-view';
import { Refusal } from '#domain/refusal';
import { prepareReadModel } from '#read-model/checkpoints';
import { projections } from '#read-model/projections';
import { Failed, parseCommandLine, WrongUsage } from '../command.js';
import type { Command } from '../command.js';
import { byCommandLine } from '../metadata.js';
import { mustBeFile } from '../read-file.js';
import { withDeployment } from '../settings.js';

const kinds = ['employees', 'customers', 'hr'] as const;

export const importFile: Command = {
  summary: 'Imports employees, customers or HR facts from a CSV file; exits 1 when a row was rejected.',
  usage: 'employees|customers|hr FILE [--dry-run] [--json]',
  run: async (args, io) => {
    const { values, positionals } = parseCommandLine(
      args,
      { 'dry-run': { type: 'boolean', default: false } },
      { min: 2, max: 2, names: 'what to import and the file' },
    );
    const [kind, path = ''] = positionals;
    if (!kinds.some((known) => known === kind)) throw new WrongUsage(`“${kind}” is not one of ${kinds.join(', ')}`);
    mustBeFile(path);
    const file = await readFile(path);
    const { position: _, ...report } = await withDeployment(io, values.data, async (deployment) => {
      const { log, pool, aliases, clock, newId, logger } = deployment;
      await prepareReadModel(pool, projections);
      const externalIds = new ExternalIds(aliases);
      const onDefect = (err: unknown): void => logger.error({ err }, 'the log cannot be followed');
      const { view, live } = startDecisionView({ log, pool, externalIds, clock, onDefect });
      try {
        await live.ready;
        const desk = { log, pool, aliases, externalIds, view, live, newId };
        const metadata = byCommandLine(clock, newId);
        const options = { file, dryRun: values['dry-run'], now: clock().toISOString(), metadata };
        return kind === 'customers'
          ? await importCustomers.run(desk, { ...options, manager: null })
          : await importHr.run(desk, options);
      } catch (error) {
        throw error instanceof Refusal ? new Failed(error.message) : error;
      } finally {
        await live.stop();
      }
    });
    if (values.json) io.out(JSON.stringify(report));
    else {
      for (const { line, detail } of report.rejected) io.out(`line ${line}: ${detail}`);
      io.out(
        `${report.applied} of ${report.rows} rows ${values['dry-run'] ? 'would be applied' : 'applied'}, ${report.unchanged} unchanged, ${report.rejected.length} rejected`,
      );
    }
    return report.rejected.length > 0 ? 1 : 0;
  },
};
