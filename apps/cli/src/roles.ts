import { fileURLToPath } from 'node:url';
import { startApi } from '#api/start-api';
import { startSealer } from '#event-store/seal';
import { prepareReadModel } from '#read-model/checkpoints';
import { projections } from '#read-model/projections';
import { startProjector } from '#projector/start-projector';
import { startWorker } from '#worker/start-worker';
import { createEngine } from '#detection/create-engine';
import type { Deployment } from './deployment.js';

/** Where `npm run build` puts the console, seen from the compiled `apps/cli/src`. */
const consoleFolder = fileURLToPath(new URL('../../console', import.meta.url));

export const roleNames = ['api', 'projector', 'worker'] as const;
export type RoleName = (typeof roleNames)[number];

export type RunningRoles = {
  /** Where the api answers, if it is among the roles. */
  readonly url: string | undefined;
  /** In the reverse order of their start: who writes stops before who reads. */
  stop(): Promise<void>;
};

/** Starts the roles in one process, on one deployment. */
export async function startRoles(deployment: Deployment, roles: readonly RoleName[]): Promise<RunningRoles> {
  const { log, pool, logger, metrics, clock } = deployment;
  await prepareReadModel(pool, projections);
  const queue = await deployment.openQueue();
  const running: { stop(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    for (const part of running.toReversed()) await part.stop();
  };
  try {
    if (roles.includes('projector')) {
      running.push(await startProjector({ log, pool, queue, logger: logger.child({ role: 'projector' }) }));
      running.push(startSealer({ log, clock, logger: logger.child({ role: 'sealer' }) }));
    }
    if (roles.includes('worker')) {
      running.push(await startWorker({ log, pool, queue, createEngine, logger, metrics, clock }));
    }
    const api = roles.includes('api')
      ? await startApi({ ...deployment, queue, logger: logger.child({ role: 'api' }), consoleFolder })
      : undefined;
    if (api !== undefined) running.push(api);
    return { url: api?.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
