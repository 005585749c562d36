import { forgetKept } from '#api/erasure/forget-kept';
import { eraseSubject } from '#event-store/erase';
import { Refusal } from '#domain/refusal';
import { tablesThatForget } from '#read-model/tables-that-forget';
import { catchUp } from '../catch-up.js';
import { Failed, parseCommandLine, required, WrongUsage } from '../command.js';
import type { Command } from '../command.js';
import { byCommandLine } from '../metadata.js';
import { withDeployment } from '../settings.js';

/** Where what identifies a subject, or what opens it, stood until now. */
const tablesOfPeople = ['keys.subject', 'keys.alias', 'ops.first_answer', 'ops.export_file', ...tablesThatForget];

export const subjects: Command = {
  summary: 'Erases the personal data of an employee, customer or account by destroying its key. This cannot be undone.',
  usage: 'erase ID --reason R [--json]',
  run: async (args, io) => {
    const { values, positionals } = parseCommandLine(
      args,
      { reason: { type: 'string' } },
      { min: 2, max: 2, names: 'erase and the subject’s id' },
    );
    const [verb, id = ''] = positionals;
    if (verb !== 'erase') throw new WrongUsage(`“${verb}” is not “erase”`);
    const reason = required('reason', values.reason);
    const erased = await withDeployment(io, values.data, async (deployment) => {
      const { log, keys, aliases, clock, newId } = deployment;
      const erasure = await eraseSubject({ log, keys, aliases }, id, reason, byCommandLine(clock, newId)).catch(
        (error: unknown) => {
          throw error instanceof Refusal ? new Failed(error.message) : error;
        },
      );
      // It is not done while a read model still shows the name, and no projector may be running.
      const isForgotten = await catchUp(deployment);
      // What is answered from now on does not have it any more.
      await forgetKept(deployment, id);
      const left = await deployment.removeTraces(tablesOfPeople);
      if (left.length > 0)
        io.err(
          `bookward subjects: the files of ${left.join(', ')} may still hold what was erased: they are in use, not this login’s, or the disk is full. Run this again, or VACUUM FULL as their owner.`,
        );
      if (!isForgotten)
        throw new Failed(
          `the key of ${id} is destroyed, but read models lag or stand still and may still show it; run: bookward rebuild`,
        );
      return erasure;
    });
    io.out(values.json ? JSON.stringify(erased) : `${erased.id} is erased since ${erased.erasedAt}`);
    return 0;
  },
};
