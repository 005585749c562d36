import type { Position } from '@eventstore/db-client';

/** Digits of the largest unsigned 64-bit number. */
const digits = 20;

/** Both numbers, padded, so that positions compare as strings in log order. */
export const positionOf = ({ commit, prepare }: Position): string => `${padded(commit)}-${padded(prepare)}`;

const largest = (2n ** 64n - 1n).toString();
const partsOf = (text: string): readonly string[] => /^(\d{20})-(\d{20})$/.exec(text)?.slice(1) ?? [];

/** Padded to one width, the digits compare as the numbers do. */
export function isPosition(text: string): boolean {
  const parts = partsOf(text);
  return text === '' || (parts.length > 0 && parts.every((part) => part <= largest));
}

/** @throws TypeError on what is no position of this log, and on the empty one */
export function parsePosition(position: string): Position {
  const [commit, prepare] = partsOf(position);
  if (commit === undefined || prepare === undefined || !isPosition(position))
    throw new TypeError(`${JSON.stringify(position)} is not a position of this log`);
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}

const padded = (value: bigint): string => value.toString().padStart(digits, '0');

export const later = (one: string, other: string): string => (one > other ? one : other);
