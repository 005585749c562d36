const empty = 0xffff_ffff;

/**
 * Numbers ids 0, 1, 2 … in order of arrival, in typed arrays instead of a `Map` of strings: an id of 36 characters
 * costs 36 bytes of text, 4 of offset and at most 11 of hash table, where a `Map` entry costs about 120.
 * Ids are ASCII (`values.id`).
 */
export class IdIndex {
  #text: Buffer;
  /** `#ends[n]` = where the text of id n ends; it begins where n - 1 ends. */
  #ends: Uint32Array;
  #table: Uint32Array;
  #size = 0;

  constructor(expected = 64) {
    this.#text = Buffer.allocUnsafe(expected * 36);
    this.#ends = new Uint32Array(expected);
    this.#table = new Uint32Array(tableSizeFor(expected)).fill(empty);
  }

  get size(): number {
    return this.#size;
  }

  /** Bytes held, text and tables together. */
  get bytes(): number {
    return this.#text.byteLength + this.#ends.byteLength + this.#table.byteLength;
  }

  /** The number of a known id; undefined for another. */
  find(id: string): number | undefined {
    const found = this.#table[this.#slot(id)];
    return found === empty ? undefined : found;
  }

  /** The number of the id, given to it now when it is new. */
  add(id: string): number {
    const slot = this.#slot(id);
    const found = this.#table[slot];
    if (found !== undefined && found !== empty) return found;
    const number = this.#size;
    this.#append(id);
    if (this.#size * 1.5 > this.#table.length) this.#rehash();
    else this.#table[slot] = number;
    return number;
  }

  at(number: number): string {
    return this.#text.toString('latin1', this.#start(number), this.#ends[number]);
  }

  #append(id: string): void {
    const start = this.#start(this.#size);
    if (start + id.length > this.#text.byteLength) {
      const grown = Buffer.allocUnsafe(Math.ceil((start + id.length) * 1.5));
      this.#text.copy(grown, 0, 0, start);
      this.#text = grown;
    }
    if (this.#size === this.#ends.length) {
      const grown = new Uint32Array(Math.ceil((this.#size + 1) * 1.5));
      grown.set(this.#ends);
      this.#ends = grown;
    }
    this.#ends[this.#size] = start + this.#text.write(id, start, 'latin1');
    this.#size += 1;
  }

  #rehash(): void {
    this.#table = new Uint32Array(tableSizeFor(this.#size * 2)).fill(empty);
    for (let number = 0; number < this.#size; number += 1) this.#table[this.#slot(this.at(number))] = number;
  }

  /** Where the id stands in the table, or the free place where it would stand. */
  #slot(id: string): number {
    const mask = this.#table.length - 1;
    for (let slot = hash(id) & mask; ; slot = (slot + 1) & mask) {
      const number = this.#table[slot];
      if (number === undefined || number === empty || this.#holds(number, id)) return slot;
    }
  }

  #holds(number: number, id: string): boolean {
    const start = this.#start(number);
    const end = this.#ends[number] ?? 0;
    if (end - start !== id.length) return false;
    // From the back: ids made within one moment share their first half.
    for (let at = id.length - 1; at >= 0; at -= 1) if (this.#text[start + at] !== id.charCodeAt(at)) return false;
    return true;
  }

  #start(number: number): number {
    return number === 0 ? 0 : (this.#ends[number - 1] ?? 0);
  }
}

/** A power of two, at most two thirds full. */
const tableSizeFor = (ids: number): number => 2 ** Math.ceil(Math.log2(Math.max(ids, 8) * 1.5));

/** FNV-1a, 32 bits. */
function hash(id: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) value = Math.imul(value ^ id.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
