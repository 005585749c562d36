import pg from 'pg';

/** One connection, kept from use to use and replaced when it breaks; for one user at a time. */
export class HeldConnection {
  readonly #config: pg.ClientConfig;
  #client: pg.Client | undefined;

  constructor(config: pg.ClientConfig) {
    this.#config = config;
  }

  async use<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    return work((this.#client ??= await this.#connect()));
  }

  async close(): Promise<void> {
    await this.#client?.end().catch(() => undefined);
    this.#client = undefined;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(this.#config);
    const drop = () => {
      if (this.#client === client) this.#client = undefined;
    };
    // Whoever uses it is told by the failure of the query; the next use opens another.
    client.on('error', drop);
    client.on('end', drop);
    await client.connect();
    return client;
  }
}
