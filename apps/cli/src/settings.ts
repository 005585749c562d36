import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '#platform/config';
import type { Config } from '#platform/config';
import { createLogger } from '#platform/logger';
import { stopSignals, WrongUsage, type Io } from './command.js';
import { openDeployment } from './deployment.js';
import type { Deployment } from './deployment.js';

/** The settings of the environment, with the data folder of the command line. @throws ConfigError, WrongUsage */
export function configOf(io: Io, dataFolder: string, port?: number): Config {
  // An empty setting counts as not set: the command would work on the default folder.
  if (dataFolder === '') throw new WrongUsage('--data takes a folder, not “”');
  return readConfig({ ...io.env, BOOKWARD_DATA: dataFolder, ...(port !== undefined && { PORT: String(port) }) });
}

/**
 * Opens the deployment for one command, beside a running server on the same data folder or alone. Only what must be
 * known is logged: the command's own answer is what its caller wants. Told to stop, the command leaves off where it is,
 * as when it is killed, but leaves no database server behind.
 */
export async function withDeployment<T>(
  io: Io,
  dataFolder: string,
  work: (deployment: Deployment) => Promise<T>,
): Promise<T> {
  const config = configOf(io, dataFolder);
  const isNew = config.databaseUrl === undefined && !existsSync(join(config.dataFolder, 'postgres'));
  const told = new AbortController();
  const opening = openDeployment(config, {
    logger: createLogger(config.logLevel === 'info' ? 'error' : config.logLevel),
    supervise: false,
    signal: told.signal,
  });
  let isDone = false;
  const stop = (): void => {
    if (isDone || told.signal.aborted) return;
    told.abort();
    io.err('bookward: told to stop before it was done.');
    const left = opening.then((deployment) => deployment.letGo()).catch(() => undefined);
    void left.finally(() => process.exit(1));
  };
  for (const signal of stopSignals) process.on(signal, stop);
  // What breaks once it was told is not what went wrong, and the process is about to end.
  const unlessTold = async (error: unknown): Promise<never> => {
    if (told.signal.aborted) await new Promise<never>(() => undefined);
    throw error;
  };
  try {
    const deployment = await opening.catch(unlessTold);
    try {
      const done = await work(deployment).catch(unlessTold);
      // Of a wrong folder most commands say what they would of a right one: that nothing is amiss.
      if (isNew && !told.signal.aborted)
        io.err(`bookward: there was no Bookward in ${config.dataFolder}; an empty one begins there.`);
      return done;
    } finally {
      isDone = true;
      await deployment.close();
    }
  } finally {
    for (const signal of stopSignals) process.off(signal, stop);
  }
}
