import type { Usage } from '#domain/access/usage';

/** Today's views and reveals of each person; a count of an earlier day is forgotten when a later one begins. */
export class DailyUsage {
  readonly #today = new Map<string, { day: string; views: number; reveals: number }>();
  /** How many requests of this process decided an event that the log has not brought back: it counts once. */
  readonly #reserved = new Map<string, number>();
  /** A repeated append may end, and fail, long after its event came back. */
  readonly #recorded = new LatestIds();

  /** `day` is the person's local day, `yyyy-mm-dd`. */
  of(employeeId: string, day: string): Usage {
    const usage = this.#today.get(employeeId);
    return usage?.day === day ? { views: usage.views, reveals: usage.reveals } : { views: 0, reveals: 0 };
  }

  /** Whether the event counts already. */
  has(eventId: string): boolean {
    return this.#reserved.has(eventId) || this.#recorded.has(eventId);
  }

  /** Counts an event of this process before the log has it, so that simultaneous requests see one another. */
  reserve(eventId: string, employeeId: string, day: string, used: Usage): void {
    if (this.#recorded.has(eventId) || (used.views === 0 && used.reveals === 0)) return;
    const holders = this.#reserved.get(eventId) ?? 0;
    this.#reserved.set(eventId, holders + 1);
    if (holders === 0) this.#add(employeeId, day, used);
  }

  /** The event did not reach the log by this request after all. */
  release(eventId: string, employeeId: string, day: string, used: Usage): void {
    const holders = this.#reserved.get(eventId) ?? 0;
    if (holders > 1) this.#reserved.set(eventId, holders - 1);
    else if (this.#reserved.delete(eventId)) this.#add(employeeId, day, { views: -used.views, reveals: -used.reveals });
  }

  /** Counts an event of the log, unless it was counted when this process decided it. */
  record(eventId: string, employeeId: string, day: string, used: Usage): void {
    if (this.#recorded.has(eventId)) return;
    this.#recorded.add(eventId);
    if (!this.#reserved.delete(eventId)) this.#add(employeeId, day, used);
  }

  #add(employeeId: string, day: string, used: Usage): void {
    const usage = this.#today.get(employeeId);
    if (usage === undefined || usage.day < day) {
      this.#today.set(employeeId, { day, views: Math.max(0, used.views), reveals: Math.max(0, used.reveals) });
    } else if (usage.day === day) {
      usage.views += used.views;
      usage.reveals += used.reveals;
    }
  }
}

/** Remembers the latest ids, at least so many, and forgets a generation at a time. */
class LatestIds {
  #latest = new Set<string>();
  #earlier = new Set<string>();

  has(id: string): boolean {
    return this.#latest.has(id) || this.#earlier.has(id);
  }

  add(id: string): void {
    if (this.#latest.size >= atLeastRemembered) [this.#earlier, this.#latest] = [this.#latest, new Set()];
    this.#latest.add(id);
  }
}

const atLeastRemembered = 10_000;
