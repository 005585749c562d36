import { HttpProblem } from './http-problem.js';

/** Requests a minute; contract “Limits”. */
export const perMinute = { person: 600, service: 6_000, signIn: 10 } as const;

const windowMs = 60_000;

/** Counts requests in fixed windows of a minute, per name. Its memory is bounded by the names of one window. */
export class RateLimit {
  readonly #factor: number;
  #window = 0;
  #counts = new Map<string, number>();

  constructor(/** Multiplies every limit. */ factor: number) {
    this.#factor = factor;
  }

  /** Takes one of `limit`. @throws HttpProblem `rate.limited` when there is none left */
  take(name: string, limit: number, nowMs: number): void {
    const window = Math.floor(nowMs / windowMs);
    if (window !== this.#window) {
      this.#window = window;
      this.#counts = new Map();
    }
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    if (count > limit * this.#factor) throw tooMany(Math.ceil(((window + 1) * windowMs - nowMs) / 1_000));
  }
}

/** To be asked again in so many seconds. */
export const tooMany = (seconds: number): HttpProblem =>
  new HttpProblem('rate.limited', `Too many requests; wait ${seconds} s.`, [], seconds);
