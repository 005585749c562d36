import { closeSync, existsSync, openSync, statSync, truncateSync, writeFileSync } from 'node:fs';

/** Lines written to a file in large pieces. */
export type LineFile = {
  readonly write: (line: string) => void;
  readonly close: () => void;
  readonly bytes: () => number;
};

const pieceCharacters = 1 << 20;

/** How long a file was, and how much of it is settled. */
export type FileMark = { readonly bytes: number; readonly settledBytes: number };

/** Goes on after what is settled in a file that is just as it was left; any other is written anew. */
export function openLineFile(path: string, left: FileMark | null): LineFile {
  const goesOn = left !== null && existsSync(path) && statSync(path).size === left.bytes;
  if (goesOn) truncateSync(path, left.settledBytes);
  const file = openSync(path, goesOn ? 'a' : 'w');
  let bytes = goesOn ? left.settledBytes : 0;
  let text = '';
  const flush = (): void => {
    if (text === '') return;
    const piece = Buffer.from(text);
    // One write may take a part only, as where the disk is full: this goes on until all is taken, or throws.
    writeFileSync(file, piece);
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
    bytes: () => {
      flush();
      return bytes;
    },
  };
}
