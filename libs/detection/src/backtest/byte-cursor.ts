import { hashedWith, type KnownTexts } from './known-texts.js';
import type { LikelyTexts } from './likely-texts.js';

const byteOf = {
  lineFeed: 10,
  carriageReturn: 13,
  space: 32,
  quote: 34,
  comma: 44,
  zero: 48,
  nine: 57,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  openBrace: 123,
  closeBrace: 125,
} as const;
const jsonNull = Buffer.from('null');
const firstBeyondAscii = 128;
/** No whole number of so many digits is too great to be exact. */
const mostDigits = 15;
const noTexts: readonly string[] = [];

/**
 * Reads usual JSON from bytes: texts without escapes, whole numbers, null, arrays of texts, at most one space after a
 * colon or a comma. Whatever else it meets ends it: from then on `isUsual` is false, and what it answers means nothing.
 */
export class ByteCursor {
  isUsual = true;
  private bytes: Buffer = Buffer.alloc(0);
  /** The same bytes as characters: what comes only once is cut out of it. */
  private characters = '';
  private at = 0;
  private textFrom = 0;
  private textTo = 0;
  private textHash = 0;
  private textIsAscii = true;
  /** The instant read last, and where it stands; as a rule the next is the same. */
  private instant = '';
  private instantFrom = 0;

  /** Where the next line begins; right after `takesEndOfLine`. */
  get next(): number {
    return this.at;
  }

  open(bytes: Buffer): void {
    this.bytes = bytes;
    this.characters = bytes.toString('latin1');
    this.instant = '';
  }

  goTo(at: number): void {
    this.at = at;
    this.isUsual = true;
  }

  takesOpenBrace(): boolean {
    return this.takes(byteOf.openBrace);
  }

  takesComma(): boolean {
    if (!this.takes(byteOf.comma)) return false;
    this.takes(byteOf.space);
    return true;
  }

  /** The end of an object, of its line and of what may stand between them. */
  takesEndOfLine(): boolean {
    if (!this.takes(byteOf.closeBrace)) return false;
    this.takes(byteOf.carriageReturn);
    return this.at === this.bytes.length || this.takes(byteOf.lineFeed);
  }

  /** True when these bytes come next, and then, it may be, a space. */
  takesKey(key: Uint8Array): boolean {
    if (!this.takesAll(key)) return false;
    this.takes(byteOf.space);
    return true;
  }

  /** A text that has come before, most likely. */
  known<T extends string>(texts: KnownTexts<T>, otherwise: T): T {
    if (!this.scanText()) return otherwise;
    const text = texts.find(this.bytes, this.textFrom, this.textTo, this.textHash);
    if (text !== undefined) return text;
    this.isUsual = false;
    return otherwise;
  }

  knownOrNull<T extends string>(texts: KnownTexts<T>, otherwise: T): T | null {
    return this.takesAll(jsonNull) ? null : this.known(texts, otherwise);
  }

  /** A text that most likely is the one before it. */
  likely<T extends string>(texts: LikelyTexts<T>, otherwise: T): T {
    if (this.takesAll(texts.bytes)) return texts.text;
    const text = this.known(texts.all, otherwise);
    if (this.isUsual) texts.expect(text);
    return text;
  }

  likelyOrNull<T extends string>(texts: LikelyTexts<T>, otherwise: T): T | null {
    return this.takesAll(jsonNull) ? null : this.likely(texts, otherwise);
  }

  /** A text of ASCII that comes only once. */
  onceText(): string {
    if (this.scanText() && this.textIsAscii) return this.characters.substring(this.textFrom, this.textTo);
    this.isUsual = false;
    return '';
  }

  /** An instant: often the same as the one before it, and then the same text. */
  instantText(): string {
    const { bytes, instant, instantFrom } = this;
    const from = this.at + 1;
    let k = 0;
    while (k < instant.length && bytes[from + k] === bytes[instantFrom + k]) k += 1;
    const isQuoted = bytes[from - 1] === byteOf.quote && bytes[from + k] === byteOf.quote;
    if (isQuoted && k > 0 && k === instant.length) {
      this.at = from + k + 1;
      return instant;
    }
    this.instant = this.onceText();
    this.instantFrom = from;
    return this.instant;
  }

  wholeNumber(): number {
    const from = this.at;
    let number = 0;
    let digit = this.digit();
    while (digit >= 0) {
      number = number * 10 + digit;
      this.at += 1;
      digit = this.digit();
    }
    const digits = this.at - from;
    const isPlain = digits === 1 || (digits > 1 && digits <= mostDigits && this.bytes[from] !== byteOf.zero);
    if (!isPlain) this.isUsual = false;
    return number;
  }

  knownTexts(texts: KnownTexts<string>): readonly string[] {
    if (!this.takes(byteOf.openBracket)) this.isUsual = false;
    if (this.takes(byteOf.closeBracket)) return noTexts;
    const found = [this.known(texts, '')];
    while (this.isUsual && this.takesComma()) found.push(this.known(texts, ''));
    if (!this.takes(byteOf.closeBracket)) this.isUsual = false;
    return found;
  }

  private digit(): number {
    const byte = this.bytes[this.at] ?? 0;
    return byte >= byteOf.zero && byte <= byteOf.nine ? byte - byteOf.zero : -1;
  }

  private takes(byte: number): boolean {
    if (this.bytes[this.at] !== byte) return false;
    this.at += 1;
    return true;
  }

  private takesAll(expected: Uint8Array): boolean {
    const { bytes, at } = this;
    for (let k = 0; k < expected.length; k += 1) if (bytes[at + k] !== expected[k]) return false;
    this.at = at + expected.length;
    return true;
  }

  private scanText(): boolean {
    const { bytes } = this;
    let at = this.at;
    if (bytes[at] !== byteOf.quote) at = bytes.length;
    let hash = 0;
    let bits = 0;
    for (at += 1; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === byteOf.quote) {
        this.textFrom = this.at + 1;
        this.textTo = at;
        this.textHash = hash;
        this.textIsAscii = bits < firstBeyondAscii;
        this.at = at + 1;
        return true;
      }
      if (byte === byteOf.backslash || byte < byteOf.space) break;
      hash = hashedWith(hash, byte);
      bits |= byte;
    }
    this.isUsual = false;
    return false;
  }
}
