import { prepareReadModel } from '#read-model/checkpoints';
import { watchCheckpoints } from '#read-model/checkpoint-watch';
import { projections } from '#read-model/projections';
import { runProjections } from '#read-model/run-projections';
import type { Deployment } from './deployment.js';

const waitMs = 60_000;
const names = projections.map(({ name }) => name);

/**
 * Brings every read model to the end of the log, or waits for a projector elsewhere to do so; false when neither does,
 * or when one of them stands still.
 */
export async function catchUp({ pool, log, logger }: Pick<Deployment, 'pool' | 'log' | 'logger'>): Promise<boolean> {
  await prepareReadModel(pool, projections);
  const watch = watchCheckpoints(pool);
  let standStill = (): void => undefined;
  const standsStill = new Promise<false>((resolve) => (standStill = () => resolve(false)));
  const projector = runProjections({
    pool,
    source: log,
    projections,
    observer: { committed: () => undefined, stopped: () => standStill() },
    onFailure: (err) => logger.warn({ err }, 'projecting was interrupted and will be tried again'),
  });
  try {
    return await Promise.race([watch.waitFor(await log.store.head(), waitMs, names), standsStill]);
  } finally {
    await projector.stop();
    await watch.close();
  }
}
