import { dayMs } from '../time/instant.js';

const rememberedDays = 8;
const firstRoom = 1 << 10;

type Day = { readonly day: number; readonly first: number };

/**
 * Ids of the last eight recorded days: a line that comes again within them is ignored. They lie one behind the other in
 * one array, found by their hash: millions of texts of their own would keep the garbage collector busy.
 */
export class RepeatedIds {
  private units = new Uint16Array(firstRoom * 16);
  /** Where each id ends; it begins where the one before it ends. */
  private ends = new Int32Array(firstRoom);
  private count = 0;
  /** Place of an id, plus 1; 0 where there never was one. Forgotten ids stay until their slot is wanted. */
  private slots = new Int32Array(firstRoom * 4);
  private slotsTaken = 0;
  /** Oldest day first. */
  private days: readonly Day[] = [];

  constructor(stored: readonly (readonly [number, readonly string[]])[] = []) {
    for (const [day, ids] of stored) {
      this.begin(day);
      for (const id of ids) this.isRepeated(id, day * dayMs);
    }
  }

  /** True when the id came before; else remembers it. `recordedAt` never falls. */
  isRepeated(id: string, recordedAt: number): boolean {
    const day = Math.floor(recordedAt / dayMs);
    if (this.days.at(-1)?.day !== day) this.begin(day);
    this.makeRoom(id.length);
    const from = this.endBefore(this.count);
    const { units } = this;
    let hash = 0;
    for (let k = 0; k < id.length; k += 1) {
      const unit = id.charCodeAt(k);
      units[from + k] = unit;
      hash = hashedWith(hash, unit);
    }
    const to = from + id.length;
    const slot = this.slotFor(from, to, mixed(hash));
    if ((this.slots[slot] ?? 0) > this.oldest) return true;
    if (this.slots[slot] === 0) this.slotsTaken += 1;
    this.ends[this.count] = to;
    this.count += 1;
    this.slots[slot] = this.count;
    return false;
  }

  encode(): readonly (readonly [number, readonly string[]])[] {
    return this.days.map(({ day, first }, at) => {
      const next = this.days[at + 1]?.first ?? this.count;
      return [day, Array.from({ length: next - first }, (_, k) => this.textAt(first + k))];
    });
  }

  /** The first place that is still remembered. */
  private get oldest(): number {
    return this.days[0]?.first ?? this.count;
  }

  private begin(day: number): void {
    const remembered = this.days.filter((known) => known.day > day - rememberedDays);
    this.days = [...remembered, { day, first: this.count }];
  }

  private endBefore(place: number): number {
    return place === 0 ? 0 : (this.ends[place - 1] ?? 0);
  }

  private textAt(place: number): string {
    return String.fromCharCode(...this.units.subarray(this.endBefore(place), this.ends[place]));
  }

  /** The slot that holds this text, else the one for it: a forgotten one before an empty one. */
  private slotFor(from: number, to: number, hash: number): number {
    const { slots, oldest } = this;
    const mask = slots.length - 1;
    let free = -1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const place = (slots[slot] ?? 0) - 1;
      if (place < 0) return free < 0 ? slot : free;
      if (place < oldest) {
        if (free < 0) free = slot;
      } else if (this.isSame(place, from, to)) return slot;
    }
  }

  private hashOf(from: number, to: number): number {
    const { units } = this;
    let hash = 0;
    for (let k = from; k < to; k += 1) hash = hashedWith(hash, units[k] ?? 0);
    return mixed(hash);
  }

  private isSame(place: number, from: number, to: number): boolean {
    const { units } = this;
    const begin = this.endBefore(place);
    if ((this.ends[place] ?? 0) - begin !== to - from) return false;
    for (let k = 0; k < to - from; k += 1) if (units[begin + k] !== units[from + k]) return false;
    return true;
  }

  private makeRoom(length: number): void {
    const isFull =
      this.count === this.ends.length ||
      this.endBefore(this.count) + length > this.units.length ||
      this.slotsTaken * 2 >= this.slots.length;
    if (isFull) this.forgetAndGrow(length);
  }

  /** Moves what is remembered to the front of arrays that have room for as much again. */
  private forgetAndGrow(length: number): void {
    const { oldest, units, ends } = this;
    const shift = this.endBefore(oldest);
    const live = this.count - oldest;
    const used = this.endBefore(this.count) - shift;
    this.units = new Uint16Array(Math.max(firstRoom * 16, (used + length) * 2));
    this.units.set(units.subarray(shift, shift + used));
    this.ends = new Int32Array(Math.max(firstRoom, live * 2));
    for (let place = 0; place < live; place += 1) this.ends[place] = (ends[oldest + place] ?? 0) - shift;
    this.days = this.days.map(({ day, first }) => ({ day, first: first - oldest }));
    this.count = live;
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(firstRoom, live * 2) * 2)));
    this.slotsTaken = live;
    for (let place = 0; place < live; place += 1) {
      const from = this.endBefore(place);
      const to = this.ends[place] ?? 0;
      this.slots[this.slotFor(from, to, this.hashOf(from, to))] = place + 1;
    }
  }
}

const hashedWith = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x9e37_79b1) ^ (hash >>> 15);
const mixed = (hash: number): number => hash ^ (hash >>> 16);
