import { once } from 'node:events';
import { Server as TcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Express } from 'express';
import { Refusal } from '#domain/refusal';
import { watchCheckpoints } from '#read-model/checkpoint-watch';
import { checkpointsOf } from '#read-model/checkpoints';
import type { ApiNeeds } from './api-needs.js';
import { ApiModule } from './api.module.js';
import { handOnVacant } from './approvals/hand-on-vacant.js';
import { mountConsole } from './http/console.js';
import { routeUndecodable } from './http/encoding.js';
import { Repeats } from './http/idempotency.js';
import { observed } from './http/observe.js';
import { mountUnversioned, refuseUndeclared, securityHeaders } from './http/unversioned.js';
import { openDesks } from './open-desk.js';
import { measure } from './system/measure.js';

export type RunningApi = { readonly url: string; stop(): Promise<void> };

const readsWaitMs = 2_000;
/** Long enough for reads to catch up, and within what probes wait by habit. */
const readyWithinMs = 3_000;
const housekeepingMs = 60_000;
/** So often it is looked whether somebody can still decide what waits for a decision. */
const handOnMs = 3_000;
/** So long a client that sends one request after another has to hear that its connection ends. */
const farewellMs = 250;
/** Whoever is still talking after it is cut off. */
const drainMs = 4_500;

/**
 * Serves HTTP once its views have caught up with the log. The read model's tables must be there.
 * @throws Error in one sentence when the port is taken
 */
export async function startApi(needs: ApiNeeds): Promise<RunningApi> {
  const { config, pool, log, masterKey, metrics, logger, clock } = needs;
  let url = '';
  const watch = watchCheckpoints(pool);
  const repeats = new Repeats(pool, masterKey.derive('answers'));
  const readsHold = async (position: string): Promise<void> => {
    if (!(await watch.waitFor(position, readsWaitMs)))
      throw new Refusal('view.lagging', 'Reads have not caught up with this position; try again in a moment.');
  };
  const desks = openDesks(needs, () => config.publicUrl ?? url, readsHold);
  const { desk, authDesk } = desks;

  const adapter = new ExpressAdapter();
  const web: Express = adapter.getInstance();
  web.disable('x-powered-by');
  web.set('query parser', 'simple');
  web.set('etag', false);
  web.use(observed({ logger, metrics }));
  web.use(securityHeaders);
  web.use(routeUndecodable);
  const isReady = async (): Promise<boolean> => {
    if (desk.live.lagMs() > readsWaitMs || authDesk.authLive.lagMs() > readsWaitMs) return false;
    const [head, checkpoints] = await Promise.all([log.store.head(), checkpointsOf(pool)]).catch(
      () => ['', []] as const,
    );
    return (
      checkpoints.length > 0 &&
      checkpoints.every(({ stopped }) => stopped === null) &&
      (await watch.waitFor(head, readsWaitMs))
    );
  };
  // A database that has stopped moving answers neither yes nor no; whoever balances load must not wait for it.
  const isReadySoon = () => Promise.race([isReady(), delay(readyWithinMs, false, { ref: false })]);
  mountUnversioned(web, {
    metrics,
    metricsFor: config.metrics,
    measure: () => measure({ ...desk, authLive: authDesk.authLive }, metrics),
    isReady: isReadySoon,
  });
  if (needs.consoleFolder !== undefined) mountConsole(web, needs.consoleFolder);

  const app = await NestFactory.create<NestExpressApplication>(
    ApiModule.of({ needs, desk, authDesk, repeats, readsHold }),
    adapter,
    {
      bodyParser: false,
      logger: false,
      abortOnError: false,
    },
  );
  await app.init();
  refuseUndeclared(web);
  await desks.ready;

  const server = app.getHttpServer();
  // How often the two limits below are looked at; Node's own 30 s would let a slow request live four times as long.
  Object.assign(server, { connectionsCheckingInterval: 1_000 });
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 65_000;
  server.listen(config.port, config.host);
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) =>
    Promise.reject(inOneSentence(error, config.port)),
  );
  const { port } = server.address() as AddressInfo;
  url = `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`;

  const putOff = (err: unknown): void => logger.warn({ err }, 'housekeeping was put off');
  let beingHandedOn: Promise<void> | undefined;
  // One at a time: before a database that does not answer they would take every connection.
  const handingOn = setInterval(() => {
    beingHandedOn ??= handOnVacant(desk)
      .catch(putOff)
      .finally(() => (beingHandedOn = undefined));
  }, handOnMs);
  const housekeeping = setInterval(() => {
    authDesk.auth.purge(clock().toISOString());
    void Promise.all([
      repeats.purge(),
      desk.exportFiles.purge(clock()),
      desk.inspections.settle(clock().getTime()),
    ]).catch(putOff);
  }, housekeepingMs);

  return {
    url: config.publicUrl ?? url,
    stop: async () => {
      clearInterval(handingOn);
      clearInterval(housekeeping);
      // Nobody new, and each answer says that it is the last of its connection, so that none is closed under a request:
      // the server's own `close` would at once end every connection that waits for its next one.
      TcpServer.prototype.close.call(server);
      server.maxRequestsPerSocket = 1;
      await delay(farewellMs);
      const cutOff = setTimeout(() => server.closeAllConnections(), drainMs);
      await app.close();
      clearTimeout(cutOff);
      await desk.inspections
        .settle(clock().getTime(), true)
        .catch((err: unknown) => logger.warn({ err }, 'the last looks were not counted'));
      await watch.close();
      await desks.stop();
    },
  };
}

/** The address cannot be listened on; the message says what to do. */
class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

const inOneSentence = (error: NodeJS.ErrnoException, port: number): Error =>
  error.code === 'EADDRINUSE'
    ? new CannotListen(`Port ${port} is in use; choose another with --port, or 0 for a free one.`, { cause: error })
    : error;
