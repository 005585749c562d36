import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { channel } from './migrations.js';

/** Tells readers that the log has grown. A lost notification costs a reader at most the time it is ready to wait. */
export class WakeUps {
  readonly #config: pg.ClientConfig;
  readonly #closing = new AbortController();
  readonly #waiting = new Set<() => void>();
  #count = 0;
  #head = 0n;
  #listening: Promise<void> | undefined;
  #client: pg.Client | undefined;

  constructor(config: pg.ClientConfig) {
    this.#config = config;
  }

  /** Take it before reading and hand it to `wait`: what is told in between is then not missed. */
  get count(): number {
    this.#listening ??= this.#listen();
    return this.#count;
  }

  /** The furthest that the log is known to go: nothing at or before it is still to come. 0 before anything was told. */
  get head(): bigint {
    return this.#head;
  }

  /** Until something was told after `seen` was taken, `timeoutMs` is over or the signal aborts. */
  async wait(seen: number, timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (this.#count !== seen || signal.aborted || this.#closing.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      signal.addEventListener('abort', done);
      this.#waiting.add(done);
    });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#wake();
    await this.#client?.end().catch(() => undefined);
    await this.#listening;
  }

  #wake(): void {
    this.#count += 1;
    for (const done of this.#waiting) done();
  }

  /** Keeps one connection listening until closed; while there is none, readers find what is new by polling. */
  async #listen(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      const client = new pg.Client(this.#config);
      this.#client = client;
      const ended = new Promise<void>((resolve) => {
        client.on('end', resolve);
        client.on('error', () => resolve());
      });
      client.on('notification', ({ payload = '' }) => {
        const head = BigInt(payload);
        if (head > this.#head) this.#head = head;
        this.#wake();
      });
      try {
        await client.connect();
        await client.query(`listen ${channel}`);
        this.#wake();
        await ended;
      } catch {
        // Not reachable: the readers say so; here it is tried again.
      }
      await client.end().catch(() => undefined);
      await delay(100 + Math.random() * 400, undefined, { signal }).catch(() => undefined);
    }
  }
}
