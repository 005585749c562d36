import { tooMany } from '../http/rate-limit.js';

const retryAfterSeconds = 2;

/**
 * Lets few do costly work at once. Who waits is let in by names in turn, so that whoever asks for much delays nobody
 * else by more than one turn.
 */
export class FairQueue {
  readonly #atOnce: number;
  readonly #mostWaiting: number;
  #working = 0;
  /** The name whose turn is next stands first. */
  readonly #waiting = new Map<string, (() => void)[]>();

  constructor({ atOnce, mostWaiting }: { readonly atOnce: number; /** Of one name. */ readonly mostWaiting: number }) {
    this.#atOnce = atOnce;
    this.#mostWaiting = mostWaiting;
  }

  /** @throws HttpProblem `rate.limited` (too many wait under this name) */
  async take<T>(name: string, work: () => Promise<T>): Promise<T> {
    if (this.#working >= this.#atOnce) await this.#turnOf(name);
    else this.#working += 1;
    try {
      return await work();
    } finally {
      this.#handOn();
    }
  }

  #turnOf(name: string): Promise<void> {
    const before = this.#waiting.get(name) ?? [];
    if (before.length >= this.#mostWaiting) throw tooMany(retryAfterSeconds);
    return new Promise((begin) => void this.#waiting.set(name, [...before, begin]));
  }

  /** The place that is free goes to whoever is next, if anybody waits. */
  #handOn(): void {
    for (const [name, [begin, ...others]] of this.#waiting) {
      this.#waiting.delete(name);
      if (others.length > 0) this.#waiting.set(name, others);
      if (begin !== undefined) return begin();
    }
    this.#working -= 1;
  }
}
