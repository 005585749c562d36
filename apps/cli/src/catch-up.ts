import { prepareReadModel } from '#read-model/checkpoints';
import { watchCheckpoints } from '#read-model/checkpoint-watch';
import { projections } from '#read-model/projections';
import { runProjections } from '#read-model/run-projections';
import type { Deployment } from './deployment.js';

const waitMs = 60_000;
const unobserved = { committed: () => undefined, standsAt: () => undefined, stopped: () => undefined };

/** Brings the read models to the end of the log, or waits for a projector elsewhere to do so; false when neither does. */
export async function catchUp({ pool, log, logger }: Deployment): Promise<boolean> {
  await prepareReadModel(pool, projections);
  const watch = watchCheckpoints(pool);
  const projector = runProjections({
    pool,
    source: log,
    projections,
    observer: unobserved,
    onFailure: (err) => logger.warn({ err }, 'projecting was interrupted and will be tried again'),
  });
  try {
    return await watch.waitFor(await log.store.head(), waitMs);
  } finally {
    await projector.stop();
    await watch.close();
  }
}
