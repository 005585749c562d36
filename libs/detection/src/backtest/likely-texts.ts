import { KnownTexts } from './known-texts.js';

/** Texts of a field that has few of them, and as a rule the same as on the line before: that one is tried first. */
export class LikelyTexts<T extends string> {
  readonly all: KnownTexts<T>;
  private readonly quotedTexts = new Map<T, Uint8Array>();
  private expected: T;
  private expectedQuoted: Uint8Array;

  constructor(accepts: (text: string) => boolean, most: number, first: T) {
    this.all = new KnownTexts<T>(accepts, most);
    this.expected = first;
    this.expectedQuoted = quoted(first);
  }

  get text(): T {
    return this.expected;
  }

  /** Its bytes, between quotes. */
  get bytes(): Uint8Array {
    return this.expectedQuoted;
  }

  expect(text: T): void {
    let bytes = this.quotedTexts.get(text);
    if (bytes === undefined) {
      bytes = quoted(text);
      this.quotedTexts.set(text, bytes);
    }
    this.expected = text;
    this.expectedQuoted = bytes;
  }
}

const quoted = (text: string): Uint8Array => Buffer.from(`"${text}"`);
