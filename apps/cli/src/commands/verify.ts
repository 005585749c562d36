import { verifyLog } from '#event-store/verify';
import { readModelsEqualRebuild } from '#read-model/verify-read-models';
import { parseCommandLine } from '../command.js';
import type { Command } from '../command.js';
import { withDeployment } from '../settings.js';

export const verify: Command = {
  summary:
    'Checks the whole log and the read models for anything altered, removed or invented; exits 1 when something was.',
  usage: '[--json]',
  run: async (args, io) => {
    const { values } = parseCommandLine(args, {}, { min: 0, max: 0, names: '' });
    const found = await withDeployment(io, values.data, ({ log, keys, pool }) =>
      verifyLog({ store: log.store, keys, alsoCheck: [() => readModelsEqualRebuild(pool, log)] }),
    );
    if (values.json) io.out(JSON.stringify(found));
    else {
      for (const { kind, where } of found.problems) io.out(`${kind}: ${where}`);
      io.out(
        `${found.events} events in ${found.streams} streams: ${found.ok ? 'nothing was altered' : `${found.problems.length} problems`}`,
      );
    }
    return found.ok ? 0 : 1;
  },
};
