import { dayMs } from '../time/instant.js';

const rememberedDays = 8;

/** Ids of the last eight recorded days: a line that comes again within them is ignored. */
export class RepeatedIds {
  private readonly known = new Set<string>();
  /** Ids of each day, oldest day first. */
  private readonly days: { readonly day: number; readonly ids: string[] }[] = [];

  constructor(stored: readonly (readonly [number, readonly string[]])[] = []) {
    for (const [day, ids] of stored) {
      this.days.push({ day, ids: [...ids] });
      for (const id of ids) this.known.add(id);
    }
  }

  /** True when the id came before; else remembers it. `recordedAt` never falls. */
  isRepeated(id: string, recordedAt: number): boolean {
    const day = Math.floor(recordedAt / dayMs);
    let today = this.days.at(-1);
    if (today === undefined || today.day !== day) {
      this.forgetBefore(day - rememberedDays + 1);
      today = { day, ids: [] };
      this.days.push(today);
    }
    const before = this.known.size;
    this.known.add(id);
    if (this.known.size === before) return true;
    today.ids.push(id);
    return false;
  }

  private forgetBefore(day: number): void {
    while (this.days[0] !== undefined && this.days[0].day < day) {
      for (const id of this.days[0].ids) this.known.delete(id);
      this.days.shift();
    }
  }

  encode(): readonly (readonly [number, readonly string[]])[] {
    return this.days.map(({ day, ids }) => [day, ids]);
  }
}
