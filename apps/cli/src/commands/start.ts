import { once } from 'node:events';
import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createLogger } from '#platform/logger';
import { makeFolder } from '#platform/make-folder';
import { administratorLink } from '../administrator.js';
import type { SignInLinks } from '../administrator.js';
import { forgetAddress, noteAddress } from '../address.js';
import { oneOf, parseCommandLine, stopSignals, wholeNumber } from '../command.js';
import type { Command, Io } from '../command.js';
import { startDemo } from '../demo/start-demo.js';
import { openDeployment } from '../deployment.js';
import type { Deployment } from '../deployment.js';
import { roleNames, startRoles } from '../roles.js';
import type { RoleName, RunningRoles } from '../roles.js';
import { configOf } from '../settings.js';

const aliveEveryMs = 5_000;
/** So long a start that is broken off may take to come to an end of its own. */
const startWithinMs = 4_000;
/** After it the database is let go of, whatever still waits for an answer of it. */
const letGoWithinMs = 7_500;
/** After it the process ends whatever is still open. */
const stopWithinMs = 9_500;

export const start: Command = {
  summary: 'Runs the api, the projector and the worker, all in one process unless --roles says otherwise.',
  usage: [
    '[--port N] [--demo] [--roles api,projector,worker] [--json]',
    '',
    '  --port N   0 for a free one (default: PORT, else 3000)',
    '  --demo     fills an empty store with a simulated firm and prints a sign-in link for every role',
  ].join('\n'),
  run: async (args, io) => {
    const { values } = parseCommandLine(
      args,
      { port: { type: 'string' }, demo: { type: 'boolean', default: false }, roles: { type: 'string' } },
      { min: 0, max: 0, names: '' },
    );
    const port = values.port === undefined ? undefined : wholeNumber('port', values.port, { min: 0, max: 65_535 });
    const roles = values.roles === undefined ? roleNames : parseRoles(values.roles);
    const config = configOf(io, values.data, port);
    const told = new AbortController();
    const { signal } = told;
    const stopSignal = once(signal, 'abort');
    // Heard again, it changes nothing: npm passes on what the terminal has sent already.
    for (const name of stopSignals) process.on(name, () => told.abort());
    const closing: (() => unknown)[] = [];
    let letGo = (): unknown => undefined;
    const begin = async (): Promise<void> => {
      const logger = createLogger(config.logLevel);
      const deployment = await openDeployment(config, { logger, supervise: true, signal });
      closing.push(() => deployment.close());
      letGo = () => deployment.letGo();
      // Nobody has made it yet where the database and the master key are kept elsewhere.
      await makeFolder(config.dataFolder, 0o700);
      const running = await startRoles(deployment, roles);
      closing.push(() => running.stop());
      const demo = values.demo && running.url !== undefined ? await startDemo(deployment, running.url) : undefined;
      if (demo !== undefined) closing.push(() => demo.stop());
      if (running.url !== undefined) closing.push(() => forgetAddress(config));
      await announce(io, values, deployment, running, roles, demo?.signInLinks);
      const alive = await keepAlive(config.dataFolder, roles);
      closing.push(() => clearInterval(alive));
    };
    const starting = begin();
    try {
      await Promise.race([starting, stopSignal]);
      await stopSignal;
    } finally {
      setTimeout(() => letGo(), letGoWithinMs).unref();
      setTimeout(() => process.exit(), stopWithinMs).unref();
      const hasBegun = starting.then(
        () => true,
        () => true,
      );
      const isOver = await Promise.race([hasBegun, delay(startWithinMs, false, { ref: false })]);
      for (const step of closing.toReversed()) await step();
      // Whatever it still waits for would keep the process.
      if (!isOver) process.exit();
    }
    return 0;
  },
};

async function announce(
  io: Io,
  values: { readonly json: boolean; readonly roles?: string | undefined },
  deployment: Deployment,
  { url }: RunningRoles,
  roles: readonly RoleName[],
  demoLinks: SignInLinks | undefined,
): Promise<void> {
  if (url !== undefined) await noteAddress(deployment.config, url);
  if (values.roles !== undefined)
    return io.out(JSON.stringify({ ready: true, roles, ...(url !== undefined && { url }) }));
  if (url === undefined) return;
  const signInLinks = demoLinks ?? { admin: await administratorLink(deployment, url) };
  if (values.json) return io.out(JSON.stringify({ url, signInLinks }));
  io.out(`Bookward is ready at ${url}\n\nOne-time sign-in links, good for 15 minutes:`);
  for (const [role, link] of Object.entries(signInLinks))
    io.out(`  ${role.padEnd(16)} ${link ?? 'none: the account is disabled'}`);
  io.out('\nFurther links: bookward accounts link --email E');
}

function parseRoles(text: string): readonly RoleName[] {
  return text.split(',').map((name) => oneOf('roles', name.trim(), roleNames));
}

/** Touches a file for each role, for health checks of containers without HTTP. */
async function keepAlive(dataFolder: string, roles: readonly RoleName[]): Promise<NodeJS.Timeout> {
  const files = roles.map((role) => join(dataFolder, `${role}.alive`));
  await Promise.all(files.map((file) => writeFile(file, '')));
  return setInterval(() => {
    const now = new Date();
    // A data folder that went away shows in the health check.
    for (const file of files) void utimes(file, now, now).catch(() => undefined);
  }, aliveEveryMs);
}
