import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

export type ServerSentEvent = { readonly id: string; readonly event: string; readonly data: unknown };

/**
 * One open `text/event-stream`. A client that reads slowly slows the sender down instead of filling our memory.
 * The format is the WHATWG one: `id`, `event` and `data` lines, a blank line after each.
 */
export class EventStream {
  readonly #response: ServerResponse;
  readonly #closed = new AbortController();

  constructor(response: ServerResponse) {
    this.#response = response;
    // Whoever left before now is told of by no event any more.
    if (response.destroyed) this.#closed.abort();
    else response.on('close', () => this.#closed.abort());
  }

  /** Writes the head: from here on the answer is a stream. */
  begin(): void {
    if (this.closed.aborted) return;
    this.#response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Proxies that collect answers before passing them on would hold alerts back.
      'x-accel-buffering': 'no',
    });
    this.#response.write(': open\n\n');
  }

  /** Aborted once the client is gone or `end` was called. */
  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  /** Resolves when the client has room for more, or is gone. */
  async send(message: ServerSentEvent): Promise<void> {
    const text = `id: ${message.id}\nevent: ${message.event}\ndata: ${JSON.stringify(message.data)}\n\n`;
    if (this.closed.aborted || this.#response.write(text)) return;
    // The wait ends early only because the client is gone, and then there is nothing to wait for.
    await once(this.#response, 'drain', { signal: this.closed }).catch(() => undefined);
  }

  /** A comment that keeps proxies from closing a quiet stream; left out while the client is behind anyway. */
  heartbeat(): void {
    if (!this.closed.aborted && !this.#response.writableNeedDrain) this.#response.write(': still here\n\n');
  }

  end(): void {
    this.#closed.abort();
    this.#response.end();
  }
}
