import shared from '@eventstore/db-client/generated/shared_pb.js';
import codes from '@eventstore/db-client/generated/code_pb.js';
import statuses from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { status } from '@grpc/grpc-js';
import type { handleBidiStreamingCall, handleClientStreamingCall } from '@grpc/grpc-js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import type { EventLog, Expected, Proposed } from './event-log.js';
import { streamIdentifier, streamName, uuidText } from './messages.js';

const maxAppendBytes = 1_048_576;
export const notReadyMessage = 'Server Is Not Ready';

/**
 * What the next append meets: the connection breaks before it is written, or after it and before it is answered; or
 * the server gives up waiting for its own disk once it has written it.
 */
export type Fault = 'before' | 'after' | 'timeout';
export type TakeFault = () => Fault | undefined;
export type IsReady = () => boolean;

type Pending = { stream: string; expected: Expected; deadline: Date | undefined; events: Proposed[] };

/** BatchAppend: many appends on one stream, each answered by its correlation id. */
export const batchAppend =
  (
    log: EventLog,
    takeFault: TakeFault,
    isReady: IsReady,
  ): handleBidiStreamingCall<streams.BatchAppendReq, streams.BatchAppendResp> =>
  (call) => {
    const pending = new Map<string, Pending>();
    const breakOff = () => call.emit('error', { code: status.UNAVAILABLE, details: 'the connection broke' });
    call.on('data', (request: streams.BatchAppendReq) => {
      const correlation = uuidText(request.getCorrelationId());
      const append = pending.get(correlation) ?? started(request.getOptions());
      pending.set(correlation, append);
      append.events.push(...request.getProposedMessagesList().map((message) => proposed(message)));
      if (!request.getIsFinal()) return;
      pending.delete(correlation);

      const fault = takeFault();
      if (fault === 'before') {
        breakOff();
        return;
      }
      const answer = isReady() ? answerTo(log, append) : notReady();
      if (fault === 'after') {
        breakOff();
        return;
      }
      if (fault === 'timeout') answer.setError(timedOut());
      answer.setCorrelationId(request.getCorrelationId());
      answer.setStreamIdentifier(streamIdentifier(append.stream));
      call.write(answer);
    });
    call.on('end', () => call.end());
    // A client that went away is no fault of this server.
    call.on('error', () => undefined);
  };

/** Append: one append a call, the path of clients that send credentials with each call. */
export const append =
  (log: EventLog, isReady: IsReady): handleClientStreamingCall<streams.AppendReq, streams.AppendResp> =>
  (call, answer) => {
    let stream = '';
    let expected: Expected = 'any';
    const events: Proposed[] = [];
    call.on('data', (request: streams.AppendReq) => {
      const options = request.getOptions();
      const message = request.getProposedMessage();
      if (options !== undefined) {
        stream = streamName(options.getStreamIdentifier());
        expected = options.hasRevision() ? Number(options.getRevision()) : flagOf(options);
      }
      if (message !== undefined) events.push(proposed(message));
    });
    call.on('end', () => {
      if (!isReady()) {
        answer({ code: status.UNAVAILABLE, details: notReadyMessage });
        return;
      }
      const result = log.append(stream, expected, events);
      const response = new streams.AppendResp();
      if (result.ok) {
        const success = new streams.AppendResp.Success();
        success.setCurrentRevision(String(result.last.revision));
        const position = new streams.AppendResp.Position();
        position.setCommitPosition(String(result.last.position));
        position.setPreparePosition(String(result.last.position));
        success.setPosition(position);
        response.setSuccess(success);
      } else {
        const wrong = new streams.AppendResp.WrongExpectedVersion();
        if (result.current >= 0) wrong.setCurrentRevision(String(result.current));
        else wrong.setCurrentNoStream(new shared.Empty());
        response.setWrongExpectedVersion(wrong);
      }
      answer(null, response);
    });
  };

function started(options: streams.BatchAppendReq.Options | undefined): Pending {
  if (options === undefined) throw new Error('the first request of an append carries its options');
  const expected = options.hasStreamPosition() ? Number(options.getStreamPosition()) : flagOf(options);
  const deadline = options.getDeadline()?.toDate();
  return { stream: streamName(options.getStreamIdentifier()), expected, deadline, events: [] };
}

const flagOf = (options: { hasNoStream(): boolean; hasStreamExists(): boolean }): Expected => {
  if (options.hasNoStream()) return 'no_stream';
  return options.hasStreamExists() ? 'stream_exists' : 'any';
};

const proposed = (message: streams.BatchAppendReq.ProposedMessage | streams.AppendReq.ProposedMessage): Proposed => ({
  id: uuidText(message.getId()),
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? '',
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});

function answerTo(log: EventLog, { stream, expected, deadline, events }: Pending): streams.BatchAppendResp {
  const answer = new streams.BatchAppendResp();
  // The client sends a moment of its own clock; the server compares it with its own.
  if (deadline !== undefined && deadline <= log.now()) {
    answer.setError(timedOut());
    return answer;
  }
  const bytes = events.reduce(
    (sum, event) => sum + event.data.length + event.metadata.length + 2 * event.type.length,
    0,
  );
  if (bytes > maxAppendBytes) {
    const details = new shared.MaximumAppendSizeExceeded();
    details.setMaxappendsize(maxAppendBytes);
    answer.setError(errorStatus(details, 'event_store.client.MaximumAppendSizeExceeded'));
    return answer;
  }
  const result = log.append(stream, expected, events);
  if (!result.ok) {
    const details = new shared.WrongExpectedVersion();
    if (result.current >= 0) details.setCurrentStreamRevision(String(result.current));
    else details.setCurrentNoStream(new empty.Empty());
    if (typeof expected === 'number') details.setExpectedStreamPosition(String(expected));
    else if (expected === 'no_stream') details.setExpectedNoStream(new empty.Empty());
    else details.setExpectedStreamExists(new empty.Empty());
    answer.setError(errorStatus(details, 'event_store.client.WrongExpectedVersion'));
    return answer;
  }
  const position = new shared.AllStreamPosition();
  position.setCommitPosition(String(result.last.position));
  position.setPreparePosition(String(result.last.position));
  const success = new streams.BatchAppendResp.Success();
  success.setCurrentRevision(String(result.last.revision));
  success.setPosition(position);
  answer.setSuccess(success);
  return answer;
}

/** Without a code, and with details that tell nothing: only the message says why. */
function notReady(): streams.BatchAppendResp {
  const packed = new any.Any();
  packed.pack(new empty.Empty().serializeBinary(), 'google.protobuf.Empty');
  const error = new statuses.Status();
  error.setMessage(notReadyMessage);
  error.setDetails(packed);
  const answer = new streams.BatchAppendResp();
  answer.setError(error);
  return answer;
}

const timedOut = (): statuses.Status => errorStatus(new shared.Timeout(), 'event_store.client.Timeout');

function errorStatus(details: { serializeBinary(): Uint8Array }, typeName: string): statuses.Status {
  const packed = new any.Any();
  packed.pack(details.serializeBinary(), typeName);
  const error = new statuses.Status();
  error.setCode(codes.Code.UNKNOWN);
  error.setMessage(typeName);
  error.setDetails(packed);
  return error;
}
