import { jsonEvent } from '@eventstore/db-client';
import type { EventData, Position } from '@eventstore/db-client';
import type { EventToAppend, StoredEvent } from '../event-store.js';
import { later, positionOf } from './positions.js';
import type { SharedServer } from './shared-server.js';

/** As the client hands it out, of a stream or of `$all`. */
export type ReceivedEvent = {
  readonly streamId: string;
  readonly id: string;
  readonly revision: bigint;
  readonly type: string;
  readonly data: unknown;
  readonly metadata?: unknown;
  readonly created: Date;
  readonly position?: Position;
};
type StoredMetadata = StoredEvent['metadata'] & { readonly personal?: StoredEvent['personal'] };

/** The event's data is our `data`; its metadata is ours, with the ciphertexts of `personal` beside when there are any. */
export const toEventData = ({ id, type, data, personal, metadata }: EventToAppend): EventData =>
  jsonEvent({
    id,
    type,
    data: { ...data },
    metadata: personal.length === 0 ? { ...metadata } : { ...metadata, personal },
  });

/** Decodes the events of one reading, in log order or against it. */
export class Decoder {
  readonly #prefix: string;
  readonly #backwards: boolean;
  #recordedAt: string | undefined;

  constructor({ prefix }: SharedServer, direction: 'forwards' | 'backwards' = 'forwards') {
    this.#prefix = prefix;
    this.#backwards = direction === 'backwards';
  }

  decode(received: ReceivedEvent): StoredEvent {
    const { personal = [], ...metadata } = (received.metadata ?? {}) as StoredMetadata;
    return {
      id: received.id,
      type: received.type,
      data: received.data as StoredEvent['data'],
      personal,
      metadata,
      stream: received.streamId.slice(this.#prefix.length),
      revision: Number(received.revision),
      position: placeOf(received),
      recordedAt: this.#neverFalling(received.created.toISOString()),
    };
  }

  /** The server takes its wall clock, which may be set back: a reader still sees time that does not fall. */
  #neverFalling(created: string): string {
    if (this.#recordedAt === undefined) this.#recordedAt = created;
    else if (this.#backwards) this.#recordedAt = created < this.#recordedAt ? created : this.#recordedAt;
    else this.#recordedAt = later(created, this.#recordedAt);
    return this.#recordedAt;
  }
}

/** @throws Error where the server gives none: those before 22.6 do not when a stream is read */
function placeOf(received: ReceivedEvent): string {
  const { position } = received;
  if (position === undefined || position.commit === endOfLog) {
    throw new Error('this EventStoreDB does not say where in the log an event of a stream stands; use 23.10 or newer');
  }
  return positionOf(position);
}
const endOfLog = 2n ** 64n - 1n;
