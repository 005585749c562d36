const few = 3;
const minuteMs = 60_000;

type Minute = { readonly sinceMs: number; told: number };

/**
 * Admits a few of what is alike in each minute; the first of the next minute is told how many were left out of the one
 * before. Whoever reads the log of an outage sees what it was and that it lasted, not every try and every probe.
 */
export class AFewAMinute {
  readonly #nowMs: () => number;
  readonly #minutes = new Map<string, Minute>();

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /** How many were left out before this one; undefined when it is to be left out itself. */
  admit(alike: string): number | undefined {
    const nowMs = this.#nowMs();
    const minute = this.#minutes.get(alike);
    if (minute !== undefined && nowMs - minute.sinceMs < minuteMs) {
      minute.told += 1;
      return minute.told > few ? undefined : 0;
    }
    this.#forgetOld(nowMs);
    this.#minutes.set(alike, { sinceMs: nowMs, told: 1 });
    return minute === undefined ? 0 : Math.max(0, minute.told - few);
  }

  /** A message of an error may hold what never comes again. */
  #forgetOld(nowMs: number): void {
    for (const [alike, { sinceMs }] of this.#minutes) if (nowMs - sinceMs > 60 * minuteMs) this.#minutes.delete(alike);
  }
}
