import type { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import type { handleUnaryCall } from '@grpc/grpc-js';
import { append, batchAppend } from './appending.js';
import type { Fault } from './appending.js';
import { EventLog } from './event-log.js';
import { read } from './reading.js';

export type EventStoreDbServer = {
  readonly url: string;
  readonly log: EventLog;
  /** What the following appends meet, one each. */
  failNextAppends(...faults: readonly Fault[]): void;
  /** The following subscriptions, one each, end after so many events, as for a reader that is too slow for a burst. */
  dropNextSubscriptions(...after: readonly number[]): void;
  /** Breaks every connection at once; what was written stays. */
  kill(): void;
  /** Shuts down in order: it ends the streams that are open, as if their handlers had failed, and then leaves. */
  stop(): Promise<void>;
  /** Listens again, under the same address; as a real one, it is ready a little later. */
  start(): Promise<void>;
};
export type ServerOptions = {
  /** The server's clock: `created` of every event. */
  readonly now?: () => Date;
  /** Default a free one. */
  readonly port?: number;
};

/** How long it listens after a restart before it serves. */
const notReadyMs = 50;

/**
 * An EventStoreDB node in memory that speaks the real protocol as far as the client's append, batch append, read and
 * subscriptions to `$all` need it. Insecure and single; for tests.
 */
export async function startEventStoreDbServer(options: ServerOptions = {}): Promise<EventStoreDbServer> {
  const log = new EventLog(options.now ?? (() => new Date()));
  const faults: Fault[] = [];
  const patience: number[] = [];
  let port = options.port ?? 0;
  let server: Server | undefined;
  const open = new Set<EventEmitter>();
  const whileOpen =
    <C extends EventEmitter>(handle: (call: C) => void) =>
    (call: C) => {
      open.add(call);
      for (const end of ['finish', 'cancelled', 'error']) call.once(end, () => open.delete(call));
      handle(call);
    };
  let readyAt = 0;
  const isReady = () => performance.now() >= readyAt;

  const start = async () => {
    if (server !== undefined) {
      readyAt = performance.now() + notReadyMs;
      log.forgetIds();
    }
    const starting = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
    starting.addService(StreamsService, {
      read: whileOpen(read(log, isReady, () => patience.shift())),
      append: append(log, isReady),
      batchAppend: whileOpen(batchAppend(log, () => faults.shift(), isReady)),
      delete: unsupported,
      tombstone: unsupported,
    });
    starting.addService(ServerFeaturesService, { getSupportedMethods });
    port = await bind(starting, port);
    server = starting;
  };
  await start();
  return {
    url: `esdb://127.0.0.1:${port}?tls=false`,
    log,
    failNextAppends: (...next) => {
      faults.push(...next);
    },
    dropNextSubscriptions: (...after) => {
      patience.push(...after);
    },
    kill: () => server?.forceShutdown(),
    stop: async () => {
      for (const call of open)
        call.emit('error', { code: status.UNKNOWN, details: 'Exception was thrown by handler.' });
      await delay(20);
      server?.forceShutdown();
    },
    start,
  };
}

const bind = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });

const unsupported: handleUnaryCall<unknown, never> = (_call, answer) => {
  answer({ code: status.UNIMPLEMENTED, details: 'this server neither deletes nor tombstones' });
};

const getSupportedMethods: handleUnaryCall<unknown, features.SupportedMethods> = (_call, answer) => {
  const supported = new features.SupportedMethods();
  supported.setEventStoreServerVersion('23.10.8');
  supported.setMethodsList(
    ['read', 'append', 'batchappend'].map((name) => {
      const method = new features.SupportedMethod();
      method.setServiceName('event_store.client.streams.streams');
      method.setMethodName(name);
      return method;
    }),
  );
  answer(null, supported);
};
