import { randomUUID } from 'node:crypto';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { status } from '@grpc/grpc-js';
import type { handleServerStreamingCall, ServerWritableStream } from '@grpc/grpc-js';
import { notReadyMessage } from './appending.js';
import type { IsReady } from './appending.js';
import type { EventLog, LoggedEvent } from './event-log.js';
import {
  caughtUpMessage,
  checkpointMessage,
  confirmationMessage,
  eventMessage,
  streamName,
  streamNotFoundMessage,
} from './messages.js';

type Call = ServerWritableStream<streams.ReadReq, streams.ReadResp>;
type Options = streams.ReadReq.Options;

/** How many events the next subscription gets before the server takes its reader for too slow. */
export type TakePatience = () => number | undefined;
const tooSlow =
  'Operation timed out: Consumer too slow to handle event while transitioning to live. Client resubscription required.';

/** Read: a page of a stream or of `$all`, or a subscription to `$all`. */
export const read =
  (
    log: EventLog,
    isReady: IsReady,
    takePatience: TakePatience,
  ): handleServerStreamingCall<streams.ReadReq, streams.ReadResp> =>
  (call) => {
    if (!isReady()) {
      call.emit('error', { code: status.UNAVAILABLE, details: notReadyMessage });
      return;
    }
    const options = call.request.getOptions();
    if (options === undefined) {
      call.end();
      return;
    }
    const work = options.hasSubscription()
      ? subscribe(log, call, options, takePatience() ?? Number.POSITIVE_INFINITY)
      : readPage(log, call, options);
    work.then(
      () => call.end(),
      (error: unknown) => call.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  };

async function readPage(log: EventLog, call: Call, options: Options): Promise<void> {
  const backwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  const all = options.getAll();
  const events = all === undefined ? streamPage(log, options, backwards) : allPage(log, all, backwards);
  if (events === undefined) {
    await send(call, streamNotFoundMessage(streamName(options.getStream()?.getStreamIdentifier())));
    return;
  }
  let left = BigInt(options.getCount());
  for (const event of events) {
    if (left === 0n || call.cancelled) return;
    left -= 1n;
    await send(call, eventMessage(event));
  }
}

function streamPage(log: EventLog, options: Options, backwards: boolean): Iterable<LoggedEvent> | undefined {
  const wanted = options.getStream();
  const stream = log.stream(streamName(wanted?.getStreamIdentifier()));
  if (stream.length === 0) return undefined;
  if (backwards) {
    return backwardsFrom(stream, wanted?.hasRevision() === true ? Number(wanted.getRevision()) : stream.length - 1);
  }
  return stream.slice(wanted?.hasRevision() === true ? Number(wanted.getRevision()) : 0);
}

/** Forwards a position is included, backwards it is not. */
function allPage(log: EventLog, from: streams.ReadReq.Options.AllOptions, backwards: boolean): Iterable<LoggedEvent> {
  const position = from.getPosition();
  if (backwards) {
    const end = position === undefined ? log.all.length : log.indexOf(BigInt(position.getCommitPosition()));
    return from.hasStart() ? [] : backwardsFrom(log.all, end - 1);
  }
  if (from.hasEnd()) return [];
  return log.all.slice(position === undefined ? 0 : log.indexOf(BigInt(position.getCommitPosition())));
}

function* backwardsFrom(events: readonly LoggedEvent[], last: number): Generator<LoggedEvent> {
  for (let index = Math.min(last, events.length - 1); index >= 0; index -= 1) {
    const event = events[index];
    if (event !== undefined) yield event;
  }
}

async function subscribe(log: EventLog, call: Call, options: Options, patience: number): Promise<void> {
  await send(call, confirmationMessage(randomUUID()));
  const passes = filterOf(options.getFilter());
  const checkpointEvery = checkpointInterval(options.getFilter());
  const from = options.getAll()?.getPosition();
  let next = from === undefined ? 0 : log.indexOf(BigInt(from.getCommitPosition()) + 1n);
  if (options.getAll()?.hasEnd() === true) next = log.all.length;
  let sent = 0;
  let sinceCheckpoint = 0;
  let live = false;
  const wake = wakeUp(log, call);
  while (!call.cancelled) {
    const event = log.all[next];
    if (event === undefined) {
      if (!live) await send(call, caughtUpMessage());
      live = true;
      await wake(() => next < log.all.length);
      continue;
    }
    next += 1;
    if (passes(event)) {
      if (sent >= patience) {
        call.emit('error', { code: status.ABORTED, details: tooSlow });
        return;
      }
      sent += 1;
      await send(call, eventMessage(event));
    }
    sinceCheckpoint += 1;
    if (sinceCheckpoint < checkpointEvery) continue;
    sinceCheckpoint = 0;
    await send(call, checkpointMessage(event.position));
  }
}

function filterOf(filter: streams.ReadReq.Options.FilterOptions | undefined): (event: LoggedEvent) => boolean {
  if (filter === undefined) return () => true;
  const expression = filter.getStreamIdentifier() ?? filter.getEventType();
  const nameOf = (event: LoggedEvent) => (filter.hasStreamIdentifier() ? event.stream : event.type);
  const prefixes = expression?.getPrefixList() ?? [];
  if (prefixes.length > 0) return (event) => prefixes.some((prefix) => nameOf(event).startsWith(prefix));
  const pattern = new RegExp(expression?.getRegex() ?? '');
  return (event) => pattern.test(nameOf(event));
}

/** In events looked at; never without a filter. */
const checkpointInterval = (filter: streams.ReadReq.Options.FilterOptions | undefined): number =>
  filter === undefined
    ? Number.POSITIVE_INFINITY
    : (filter.hasMax() ? filter.getMax() : 32) * filter.getCheckpointintervalmultiplier();

/** Waits until `ready`, asked again after each append, or until the call is cancelled. */
function wakeUp(log: EventLog, call: Call): (ready: () => boolean) => Promise<void> {
  let wake: () => void = () => undefined;
  const stop = log.watch(() => wake());
  call.once('cancelled', () => {
    stop();
    wake();
  });
  return async (ready) => {
    while (!ready() && !call.cancelled) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
}

/** Messages that may wait in a call before its reader is waited for: one at a time would cost a turn each. */
const mostWaiting = 128;

async function send(call: Call, message: streams.ReadResp): Promise<void> {
  if (call.cancelled) return;
  call.write(message);
  if (call.writableLength < mostWaiting) return;
  await new Promise<void>((resolve) => {
    const go = () => {
      call.off('drain', go).off('cancelled', go);
      resolve();
    };
    call.on('drain', go).on('cancelled', go);
  });
}
