import { createHash, type Hash } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync, truncateSync, writeFileSync } from 'node:fs';

/** Lines written to a file in large pieces. */
export type LineFile = {
  readonly write: (line: string) => void;
  readonly close: () => void;
  /** As it stands now. */
  readonly mark: () => FileMark;
};

const pieceCharacters = 1 << 20;
const pieceBytes = 1 << 20;

/** How much of a file is settled, and the SHA-256 of that, in hex. */
export type FileMark = { readonly settledBytes: number; readonly settledHash: string };

/**
 * Goes on after what is settled in a file that begins with just that, whatever a run that was broken off wrote behind
 * it; any other is written anew.
 */
export function openLineFile(path: string, left: FileMark | null): LineFile {
  const settled = left === null ? null : hashOfBeginning(path, left.settledBytes);
  const goesOn = left !== null && settled !== null && digestOf(settled) === left.settledHash;
  if (goesOn) truncateSync(path, left.settledBytes);
  const file = openSync(path, goesOn ? 'a' : 'w');
  const hash = goesOn ? settled : createHash('sha256');
  let bytes = goesOn ? left.settledBytes : 0;
  let text = '';
  const flush = (): void => {
    if (text === '') return;
    const piece = Buffer.from(text);
    // One write may take a part only, as where the disk is full: this goes on until all is taken, or throws.
    writeFileSync(file, piece);
    hash.update(piece);
    bytes += piece.length;
    text = '';
  };
  return {
    write: (line) => {
      text += `${line}\n`;
      if (text.length >= pieceCharacters) flush();
    },
    close: () => {
      flush();
      closeSync(file);
    },
    mark: () => {
      flush();
      return { settledBytes: bytes, settledHash: digestOf(hash) };
    },
  };
}

/** Null where there are not so many bytes. */
function hashOfBeginning(path: string, bytes: number): Hash | null {
  if (!existsSync(path)) return null;
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  try {
    const piece = Buffer.alloc(pieceBytes);
    for (let left = bytes; left > 0;) {
      const read = readSync(file, piece, 0, Math.min(left, piece.length), null);
      if (read === 0) return null;
      hash.update(piece.subarray(0, read));
      left -= read;
    }
    return hash;
  } finally {
    closeSync(file);
  }
}

/** The hash can go on afterwards. */
const digestOf = (hash: Hash): string => hash.copy().digest('hex');
