import type { StoredEvent } from '../event-store.js';

export const columns = 'position, stream, revision, id, type, data, personal, metadata, recorded_at';

/** The columns as the server's text, in their order: parsing is ours, once, and only for events that are read. */
export type Row = readonly [
  position: string,
  stream: string,
  revision: string,
  id: string,
  type: string,
  data: string,
  personal: string | null,
  metadata: string,
  recordedAt: string,
];
export const asText = { getTypeParser: () => (value: string) => value };

const positionDigits = 19;

/** Padded to the width of the largest bigint, so that positions compare as strings. */
export const positionOf = (number: string | bigint): string =>
  number === '0' || number === 0n ? '' : number.toString().padStart(positionDigits, '0');

/** @throws TypeError on what is no position of this log */
export function numberOf(position: string): bigint {
  if (position === '') return 0n;
  if (!/^\d{19}$/.test(position)) throw new TypeError(`${JSON.stringify(position)} is not a position of this log`);
  return BigInt(position);
}

export function toStoredEvent(row: Row): StoredEvent {
  return {
    position: positionOf(row[0]),
    stream: row[1],
    revision: Number(row[2]),
    id: row[3],
    type: row[4],
    data: JSON.parse(row[5]) as StoredEvent['data'],
    personal: row[6] === null ? [] : (JSON.parse(row[6]) as StoredEvent['personal']),
    metadata: JSON.parse(row[7]) as StoredEvent['metadata'],
    recordedAt: toInstant(row[8]),
  };
}

/** Characters that came over the wire for the parts that vary. */
export const sizeOf = (row: Row): number => row[5].length + row[7].length + (row[6]?.length ?? 0);

/** `2026-03-02 09:14:05.12+00`, as a session in UTC writes it, becomes `2026-03-02T09:14:05.120Z`. */
function toInstant(timestamp: string): string {
  const seconds = timestamp.slice(11, timestamp.indexOf('+', 11));
  return `${timestamp.slice(0, 10)}T${seconds.length === 8 ? `${seconds}.000` : seconds.padEnd(12, '0')}Z`;
}
