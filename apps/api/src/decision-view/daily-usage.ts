import type { Usage } from '#domain/access/usage';

/** Today's views and reveals of each person; a count of an earlier day is forgotten when a later one begins. */
export class DailyUsage {
  readonly #today = new Map<string, { day: string; views: number; reveals: number }>();
  /** Decisions of this process whose events have not come back from the log: already counted. */
  readonly #counted = new Set<string>();

  /** `day` is the person's local day, `yyyy-mm-dd`. */
  of(employeeId: string, day: string): Usage {
    const usage = this.#today.get(employeeId);
    return usage?.day === day ? { views: usage.views, reveals: usage.reveals } : { views: 0, reveals: 0 };
  }

  /** Counts an event of this process before the log has it, so that simultaneous requests see one another. */
  reserve(eventId: string, employeeId: string, day: string, used: Usage): void {
    this.#counted.add(eventId);
    this.#add(employeeId, day, used);
  }

  /** The event did not reach the log after all. */
  release(eventId: string, employeeId: string, day: string, used: Usage): void {
    if (this.#counted.delete(eventId)) this.#add(employeeId, day, { views: -used.views, reveals: -used.reveals });
  }

  /** Counts an event of the log, unless it was counted when this process decided it. */
  record(eventId: string, employeeId: string, day: string, used: Usage): void {
    if (!this.#counted.delete(eventId)) this.#add(employeeId, day, used);
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
