import { readConfig } from '#platform/config';
import type { Config } from '#platform/config';
import { createLogger } from '#platform/logger';
import { WrongUsage, type Io } from './command.js';
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
 * known is logged: the command's own answer is what its caller wants.
 */
export async function withDeployment<T>(
  io: Io,
  dataFolder: string,
  work: (deployment: Deployment) => Promise<T>,
): Promise<T> {
  const config = configOf(io, dataFolder);
  const deployment = await openDeployment(config, {
    logger: createLogger(config.logLevel === 'info' ? 'error' : config.logLevel),
    supervise: false,
  });
  try {
    return await work(deployment);
  } finally {
    await deployment.close();
  }
}
