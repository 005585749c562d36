import { closeSync, existsSync, openSync, statSync, writeSync } from 'node:fs';

/** Lines written to a file in large pieces. */
export type LineFile = {
  readonly write: (line: string) => void;
  readonly close: () => void;
  readonly bytes: () => number;
};

const pieceCharacters = 1 << 20;

/** Goes on at the end of a file that is just as long as `expectedBytes`; any other is written anew. */
export function openLineFile(path: string, expectedBytes: number | null): LineFile {
  const goesOn = expectedBytes !== null && existsSync(path) && statSync(path).size === expectedBytes;
  const file = openSync(path, goesOn ? 'a' : 'w');
  let bytes = goesOn ? expectedBytes : 0;
  let text = '';
  const flush = (): void => {
    if (text === '') return;
    bytes += writeSync(file, text);
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
    bytes: () => bytes,
  };
}
