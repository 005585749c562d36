import pg from 'pg';
import { isOutage } from '#platform/postgres-outage';

/** One connection, kept from use to use and replaced when it breaks; for one user at a time. */
export class HeldConnection {
  readonly #config: pg.ClientConfig;
  #client: pg.Client | undefined;

  constructor(config: pg.ClientConfig) {
    this.#config = config;
  }

  async use<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = (this.#client ??= await this.#connect());
    try {
      return await work(client);
    } catch (error) {
      // It may not break for a long time though its server moves no more, and everything on it would wait for that.
      if (isOutage(error)) this.#drop(client);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#client?.end().catch(() => undefined);
    this.#client = undefined;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(this.#config);
    // Whoever uses it is told by the failure of the query; the next use opens another.
    for (const loss of ['error', 'end'] as const) client.on(loss, () => this.#drop(client));
    await client.connect();
    return client;
  }

  #drop(client: pg.Client): void {
    if (this.#client === client) this.#client = undefined;
    void client.end().catch(() => undefined);
  }
}
