import { isUtf8 } from 'node:buffer';
import type { ActivityRecord } from '../engine.js';
import { parseActivity, type Reject } from './parse-activity.js';
import { UsualLine } from './usual-line.js';

const lineFeed = 10;

/** Reads an activity file, piece by piece. */
export class ActivityReader {
  private readonly usual = new UsualLine();

  /** Hands on each line of a piece of whole lines: its record, why it was refused, or null for an empty line. */
  read(piece: Buffer, take: (line: ActivityRecord | Reject | null) => void): void {
    this.usual.open(piece);
    for (let from = 0; from < piece.length;) {
      const record = this.usual.read(from);
      if (record !== null) {
        take(record);
        from = this.usual.next;
        continue;
      }
      const end = endOfLine(piece, from);
      const bytes = piece.subarray(from, end);
      const line = bytes.toString('utf8');
      take(line === '' || line === '\r' ? null : isUtf8(bytes) ? parseActivity(line) : 'json.malformed');
      from = end + 1;
    }
  }
}

function endOfLine(piece: Buffer, from: number): number {
  const at = piece.indexOf(lineFeed, from);
  return at < 0 ? piece.length : at;
}
