import { dayMs } from '../time/instant.js';

const rememberedDays = 8;

/** Ids of the last eight recorded days: a line that comes again within them is ignored. */
export class RepeatedIds {
  private readonly byDay = new Map<number, Set<string>>();
  private today: Set<string> = new Set();
  private todayNumber = -1;

  /** True when the id came before; else remembers it. `recordedAt` never falls. */
  isRepeated(id: string, recordedAt: number): boolean {
    const day = Math.floor(recordedAt / dayMs);
    if (day !== this.todayNumber) this.turnTo(day);
    if (this.today.has(id)) return true;
    for (const [past, ids] of this.byDay) if (past !== day && ids.has(id)) return true;
    this.today.add(id);
    return false;
  }

  private turnTo(day: number): void {
    for (const past of this.byDay.keys()) if (past <= day - rememberedDays) this.byDay.delete(past);
    this.today = this.byDay.get(day) ?? new Set();
    this.byDay.set(day, this.today);
    this.todayNumber = day;
  }

  encode(): readonly [number, readonly string[]][] {
    return [...this.byDay].map(([day, ids]) => [day, [...ids]]);
  }
  static decode(stored: readonly [number, readonly string[]][]): RepeatedIds {
    const known = new RepeatedIds();
    for (const [day, ids] of stored) {
      known.byDay.set(day, new Set(ids));
      known.todayNumber = day;
    }
    known.today = known.byDay.get(known.todayNumber) ?? new Set();
    return known;
  }
}
