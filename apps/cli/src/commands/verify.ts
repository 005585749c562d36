import { isHead, verifyLog } from '#event-store/verify';
import { readModelsEqualRebuild } from '#read-model/verify-read-models';
import { parseCommandLine, WrongUsage } from '../command.js';
import type { Command } from '../command.js';
import { withDeployment } from '../settings.js';

export const verify: Command = {
  summary:
    'Checks the whole log and the read models for anything altered, removed or invented, also since a head was kept; exits 1 when something was.',
  usage: '[--head HASH] [--json]',
  run: async (args, io) => {
    const { values } = parseCommandLine(args, { head: { type: 'string' } }, { min: 0, max: 0, names: '' });
    const { head: keptHead } = values;
    if (keptHead !== undefined && !isHead(keptHead))
      throw new WrongUsage('--head takes the 64 digits of a head, as an earlier verification gave it');
    const found = await withDeployment(io, values.data, ({ log, keys, pool }) =>
      verifyLog({
        store: log.store,
        keys,
        keptHead,
        alsoCheck: [() => readModelsEqualRebuild(pool, log)],
      }),
    );
    if (values.json) io.out(JSON.stringify(found));
    else {
      for (const { kind, where } of found.problems) io.out(`${kind}: ${where}`);
      io.out(
        `${found.events} events in ${found.streams} streams: ${found.ok ? 'nothing was altered' : `${found.problems.length} problems`}`,
      );
      io.out(`head: ${found.head} (keep it elsewhere; --head proves later that nothing before it was changed)`);
    }
    return found.ok ? 0 : 1;
  },
};
