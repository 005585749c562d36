import { isUtf8 } from 'node:buffer';
import { parseActivity } from './parse-activity.js';

const lineFeed = Buffer.from('\n');

/** The last line of a file that goes on in another: cut anywhere, the two are read as the one that they were. */
export class OpenLine {
  private held: Buffer;

  constructor(stored = '') {
    this.held = Buffer.from(stored, 'base64');
  }

  /** What was held back and the piece, as far as its lines have an end. */
  take(piece: Buffer): Buffer {
    const { held } = this;
    const between = held.length === 0 || isOneLine(held, firstLineOf(piece)) ? [] : [lineFeed];
    const bytes = held.length === 0 ? piece : Buffer.concat([held, ...between, piece]);
    const end = bytes.lastIndexOf(lineFeed) + 1;
    this.held = Buffer.from(bytes.subarray(end));
    return bytes.subarray(0, end);
  }

  get rest(): Buffer {
    return this.held;
  }

  encode(): string {
    return this.held.toString('base64');
  }
}

/** A whole line may lack nothing but its end, and a whole one may follow what was left cut: then another begins. */
const isOneLine = (held: Buffer, next: Buffer): boolean =>
  next.toString('latin1').trim() === '' ||
  isActivityLine(Buffer.concat([held, next])) ||
  !(isActivityLine(held) || isActivityLine(next));

export const isActivityLine = (line: Buffer): boolean =>
  isUtf8(line) && parseActivity(line.toString('utf8')) !== 'json.malformed';

function firstLineOf(piece: Buffer): Buffer {
  const end = piece.indexOf(lineFeed);
  return end < 0 ? piece : piece.subarray(0, end);
}
