/** What bytes that are not UTF-8 are read as; where it stands itself, a text is read anew each time. */
const notUtf8 = '\ufffd';
const firstSlots = 256;
/** So few neighbours are looked at; a text that finds no room is read anew each time. */
const mostProbes = 16;

/** One step of the hash that texts are found by, from byte to byte; it begins with 0. */
export const hashedWith = (hash: number, byte: number): number => (Math.imul(hash, 31) + byte) | 0;

/**
 * Texts found again by their bytes. A customer or a colleague comes a thousand times in a file: this way it is one text
 * in memory, its own and no cutting of the file, and is made, checked and hashed once.
 */
export class KnownTexts<T extends string> {
  /** Place of a text, plus 1; 0 where there is none. */
  private slots = new Int32Array(firstSlots);
  private readonly texts: T[] = [];
  /** The bytes as characters of their own; for ASCII the text itself. */
  private readonly keys: string[] = [];

  constructor(
    private readonly accepts: (text: string) => boolean,
    private readonly most: number,
  ) {}

  /** The text of these bytes, of which `hash` is the hash; undefined for one that is not accepted. */
  find(bytes: Buffer, from: number, to: number, hash: number): T | undefined {
    for (let probe = 0; probe < mostProbes; probe += 1) {
      const place = this.slots[this.slotOf(hash, probe)] ?? 0;
      if (place === 0) break;
      if (isSame(this.keys[place - 1] ?? '', bytes, from, to)) return this.texts[place - 1];
    }
    const key = bytes.toString('latin1', from, to);
    const text = isAscii(key) ? key : bytes.toString('utf8', from, to);
    if (text.includes(notUtf8) || !this.accepts(text)) return undefined;
    this.add(key, text as T, hash);
    return text as T;
  }

  private add(key: string, text: T, hash: number): void {
    if (this.texts.length >= this.most) this.forget();
    if (this.texts.length * 2 >= this.slots.length) this.grow();
    if (!this.put(hash, this.texts.length)) return;
    this.texts.push(text);
    this.keys.push(key);
  }

  private put(hash: number, place: number): boolean {
    for (let probe = 0; probe < mostProbes; probe += 1) {
      const slot = this.slotOf(hash, probe);
      if (this.slots[slot] !== 0) continue;
      this.slots[slot] = place + 1;
      return true;
    }
    return false;
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    this.keys.forEach((key, place) => this.put(hashOf(key), place));
  }

  private forget(): void {
    this.slots = new Int32Array(firstSlots);
    this.texts.length = 0;
    this.keys.length = 0;
  }

  private slotOf(hash: number, probe: number): number {
    return ((hash ^ (hash >>> 15)) + probe) & (this.slots.length - 1);
  }
}

function isSame(key: string, bytes: Buffer, from: number, to: number): boolean {
  if (key.length !== to - from) return false;
  for (let k = 0; k < key.length; k += 1) if (key.charCodeAt(k) !== bytes[from + k]) return false;
  return true;
}

function hashOf(key: string): number {
  let hash = 0;
  for (let k = 0; k < key.length; k += 1) hash = hashedWith(hash, key.charCodeAt(k));
  return hash;
}

function isAscii(key: string): boolean {
  for (let k = 0; k < key.length; k += 1) if (key.charCodeAt(k) >= 128) return false;
  return true;
}
