import { setTimeout as delay } from 'node:timers/promises';
import { date, instant } from '#domain/values';
import { projections } from '#read-model/projections';
import { replayAsOf } from '#read-model/replay';
import { Failed, parseCommandLine, required, WrongUsage } from '../command.js';
import type { Command } from '../command.js';
import { withDeployment } from '../settings.js';

/** By then whatever was recorded at a moment is in the log for everybody to read. */
const settledAfterMs = 2_000;

export const replay: Command = {
  summary: 'Writes every read model as of a moment, as JSON lines, without hashes of passwords, links and keys.',
  usage: '--as-of INSTANT --out DIR [--json]',
  run: async (args, io) => {
    const { values } = parseCommandLine(
      args,
      { 'as-of': { type: 'string' }, out: { type: 'string' } },
      { min: 0, max: 0, names: '' },
    );
    const moment = required('as-of', values['as-of']);
    if (!instant.or(date).safeParse(moment).success)
      throw new WrongUsage('--as-of takes an instant such as 2026-03-02T09:00:00Z, or a day such as 2026-03-02');
    const asOf = new Date(moment);
    const folder = required('out', values.out);
    const replayed = await withDeployment(io, values.data, async ({ pool, log }) => {
      await mustBeSettled(asOf, await log.store.now());
      return replayAsOf(pool, log, projections, { asOf, folder });
    });
    io.out(
      values.json ? JSON.stringify(replayed) : `${replayed.events} events as of ${replayed.asOf}, written to ${folder}`,
    );
    return 0;
  },
};

/** Waits where the moment has just been. @throws Failed for a moment to come: what will be recorded by then is not known */
async function mustBeSettled(asOf: Date, now: Date): Promise<void> {
  const settledInMs = asOf.getTime() + settledAfterMs - now.getTime();
  if (settledInMs > settledAfterMs) throw new Failed(`${asOf.toISOString()} is still to come; ask again after it.`);
  if (settledInMs > 0) await delay(settledInMs);
}
