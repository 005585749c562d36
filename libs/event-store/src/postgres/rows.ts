import { types } from 'pg';
import type { StoredEvent } from '../event-store.js';

export const columns = 'position, stream, revision, id, type, data, personal, metadata, recorded_at';

/** What is in a row, in the order of `columns`, each value parsed as it arrives. */
export type Row = readonly [
  position: string,
  stream: string,
  revision: number,
  id: string,
  type: string,
  data: StoredEvent['data'],
  personal: StoredEvent['personal'] | null,
  metadata: StoredEvent['metadata'],
  recordedAt: string,
];

/**
 * Parsers for the rows of one answer. Each value is parsed as it arrives: texts kept until the whole answer is there
 * outlive the young generation, and collecting them took more time than parsing them.
 */
export class RowParsers {
  /** Characters of JSON that were parsed: the part of a row that varies. */
  characters = 0;
  readonly #json = (value: string): unknown => {
    this.characters += value.length;
    return JSON.parse(value);
  };
  readonly #byType: ReadonlyMap<number, (value: string) => unknown> = new Map<number, (value: string) => unknown>([
    [types.builtins.INT8, positionOf],
    [types.builtins.INT4, Number],
    [types.builtins.JSON, this.#json],
    [types.builtins.TIMESTAMPTZ, toInstant],
  ]);
  readonly getTypeParser = (type: number) => this.#byType.get(type) ?? asIs;
}

const asIs = (value: string): string => value;
export const asText = { getTypeParser: () => asIs };

const positionDigits = 19;

/** Padded to the width of the largest bigint, so that positions compare as strings. */
export const positionOf = (number: string | bigint): string =>
  number === '0' || number === 0n ? '' : number.toString().padStart(positionDigits, '0');

const largest = (2n ** 63n - 1n).toString();

/** Padded to one width, the digits compare as the numbers do. */
export const isPosition = (text: string): boolean => text === '' || (/^\d{19}$/.test(text) && text <= largest);

/** An append numbers its events on from the last one, under the lock: there are no gaps. */
export const isNext = (position: string, before: string): boolean =>
  BigInt(position) === BigInt(before === '' ? 0 : before) + 1n;

/** @throws TypeError on what is no position of this log */
export function numberOf(position: string): bigint {
  if (!isPosition(position)) throw new TypeError(`${JSON.stringify(position)} is not a position of this log`);
  return BigInt(position);
}

export const toStoredEvent = (row: Row): StoredEvent => ({
  position: row[0],
  stream: row[1],
  revision: row[2],
  id: row[3],
  type: row[4],
  data: row[5],
  personal: row[6] ?? [],
  metadata: row[7],
  recordedAt: row[8],
});

/** `2026-03-02 09:14:05.12+00`, as a session in UTC writes it, becomes `2026-03-02T09:14:05.120Z`. */
function toInstant(timestamp: string): string {
  const seconds = timestamp.slice(11, timestamp.indexOf('+', 11));
  return `${timestamp.slice(0, 10)}T${seconds.length === 8 ? `${seconds}.000` : seconds.padEnd(12, '0')}Z`;
}
