import type { Position } from '@eventstore/db-client';

/** Digits of the largest unsigned 64-bit number. */
const digits = 20;

/** Both numbers, padded, so that positions compare as strings in log order. */
export const positionOf = ({ commit, prepare }: Position): string => `${padded(commit)}-${padded(prepare)}`;

/** @throws TypeError on what is no position of this log */
export function parsePosition(position: string): Position {
  const [, commit, prepare] = /^(\d{20})-(\d{20})$/.exec(position) ?? [];
  if (commit === undefined || prepare === undefined) {
    throw new TypeError(`${JSON.stringify(position)} is not a position of this log`);
  }
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}

const padded = (value: bigint): string => value.toString().padStart(digits, '0');

export const later = (one: string, other: string): string => (one > other ? one : other);
