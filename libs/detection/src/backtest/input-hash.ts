import type { EngineInput } from '../engine.js';
import { chained } from './output-lines.js';

const blockBytes = 1 << 16;

/**
 * A hash over everything that a run is given, the same wherever its activity was cut: blocks of one size are chained,
 * and the bytes of the unfinished one are kept for the run that goes on.
 */
export class InputHash {
  private readonly open = Buffer.alloc(blockBytes);
  private filled = 0;
  private blocks = '';
  private beside = '';

  constructor(stored?: ReturnType<InputHash['encode']>) {
    if (stored === undefined) return;
    this.blocks = stored.blocks;
    this.beside = stored.beside;
    this.takeBytes(Buffer.from(stored.open, 'base64'));
  }

  takeBytes(bytes: Buffer): void {
    for (let at = 0; at < bytes.length;) {
      const copied = bytes.copy(this.open, this.filled, at);
      at += copied;
      this.filled += copied;
      if (this.filled < blockBytes) continue;
      this.blocks = chained(this.blocks, this.open);
      this.filled = 0;
    }
  }

  /** What is heard beside the activity, in the order in which it is. */
  takeInput(input: EngineInput): void {
    this.beside = chained(this.beside, JSON.stringify(input));
  }

  digest(): string {
    return chained(chained(this.blocks, this.unfinished()), this.beside);
  }

  encode() {
    return { blocks: this.blocks, beside: this.beside, open: this.unfinished().toString('base64') };
  }

  private unfinished(): Buffer {
    return this.open.subarray(0, this.filled);
  }
}
