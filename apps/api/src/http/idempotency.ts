import { Refusal } from '#domain/refusal';
import { canonicalJson, sha256 } from '#platform/hash';
import type { Migration } from '#platform/postgres-migrations';
import type { SqlPool } from '#platform/postgres';
import { Sealer } from '#platform/sealed';
import { Answer } from './answer.js';
import type { Call } from './call.js';
import { actorOf } from './principal.js';
import type { Route } from './route.js';

export const idempotencyMigrations: readonly Migration[] = [
  {
    id: 'ops/idempotency-001',
    as: 'migrator',
    sql: `create table ops.first_answer (
      actor text not null,
      key text not null,
      request_hash text not null,
      claimed_at timestamptz not null default now(),
      done boolean not null default false,
      -- Null while the request is being handled, and for ever when its answer carries a secret.
      sealed bytea,
      primary key (actor, key)
    );
    create index on ops.first_answer (claimed_at);`,
  },
];

/** A request that never finished (its process died) may be repeated after this time. */
const abandonedAfter = "interval '30 seconds'";
const keptFor = "interval '7 days'";

type First = {
  readonly request_hash: string;
  readonly done: boolean;
  readonly sealed: Buffer | null;
  readonly abandoned: boolean;
};

/** The first answers to requests with an `Idempotency-Key`, per caller and key; sealed, for they may hold personal data. */
export class Repeats {
  readonly #pool: SqlPool;
  readonly #sealer: Sealer;

  constructor(pool: SqlPool, /** 32 bytes. */ key: Uint8Array) {
    this.#pool = pool;
    this.#sealer = new Sealer(key);
  }

  /**
   * The first answer when this request was made before; else what it is answered now, kept. What failed may be tried
   * again under the same key.
   * @throws Refusal `idempotency.mismatch`, `idempotency.spent`, `state.conflict` (being handled at this moment)
   */
  async once(call: Call, route: Route, handle: () => Promise<unknown>): Promise<unknown> {
    const first = await this.#begin(call, route);
    if (first !== undefined) return first;
    try {
      const answer = await handle();
      await this.#finish(call, route, answer);
      return answer;
    } catch (error) {
      await this.#forget(call);
      throw error;
    }
  }

  /** Claims the key for this request; answers the first answer when it was given before. */
  async #begin(call: Call, route: Route): Promise<Answer | undefined> {
    const [actor, key] = nameOf(call);
    const hash = requestHash(call, route);
    const claimed = await this.#pool.query(
      'insert into ops.first_answer (actor, key, request_hash) values ($1, $2, $3) on conflict do nothing',
      [actor, key, hash],
    );
    if (claimed.rowCount === 1) return undefined;
    const found = await this.#pool.query<First>(
      `select request_hash, done, sealed, claimed_at < now() - ${abandonedAfter} as abandoned from ops.first_answer where actor = $1 and key = $2`,
      [actor, key],
    );
    const first = found.rows[0];
    if (first === undefined) return this.#begin(call, route);
    if (first.request_hash !== hash)
      throw new Refusal('idempotency.mismatch', 'This Idempotency-Key was used for another request; take a new one.');
    if (first.done) return this.#firstAnswer(first, `${actor} ${key}`);
    if (!first.abandoned)
      throw new Refusal('state.conflict', 'The same request is being handled at this moment; try again shortly.');
    await this.#pool.query('update ops.first_answer set claimed_at = now() where actor = $1 and key = $2', [
      actor,
      key,
    ]);
    return undefined;
  }

  #firstAnswer({ sealed }: First, context: string): Answer {
    if (sealed === null)
      throw new Refusal(
        'idempotency.spent',
        'This request was answered before and its answer is shown once only; make a new one.',
      );
    return keptAnswer.read(this.#sealer.open(context, sealed));
  }

  async #finish(call: Call, route: Route, answer: unknown): Promise<void> {
    const [actor, key] = nameOf(call);
    const given = answer instanceof Answer ? answer : new Answer(answer);
    const sealed = route.repeats === 'spent' ? null : this.#sealer.seal(`${actor} ${key}`, keptAnswer.write(given));
    await this.#pool.query('update ops.first_answer set done = true, sealed = $3 where actor = $1 and key = $2', [
      actor,
      key,
      sealed,
    ]);
  }

  async #forget(call: Call): Promise<void> {
    await this.#pool
      .query('delete from ops.first_answer where actor = $1 and key = $2 and not done', [...nameOf(call)])
      .catch(() => undefined);
  }

  /** Deletes answers older than a week. */
  async purge(): Promise<void> {
    await this.#pool.query(`delete from ops.first_answer where claimed_at < now() - ${keptFor}`);
  }
}

/** An answer as it is kept: JSON, and bytes as base64. */
const keptAnswer = {
  write: ({ body, headers, status }: Answer): Buffer =>
    Buffer.from(
      JSON.stringify(
        body instanceof Uint8Array
          ? { bytes: Buffer.from(body).toString('base64'), headers, status }
          : { body, headers, status },
      ),
    ),
  read: (kept: Buffer): Answer => {
    const { bytes, body, headers, status } = JSON.parse(kept.toString('utf8')) as Answer & { readonly bytes?: string };
    return new Answer(bytes === undefined ? body : Buffer.from(bytes, 'base64'), headers, status);
  },
};

const nameOf = ({ principal, idempotencyKey }: Call): readonly [actor: string, key: string] => [
  principal === undefined ? 'anyone' : actorOf(principal),
  idempotencyKey ?? '',
];

const requestHash = ({ request, body }: Call, route: Route): string =>
  sha256(`${route.method} ${request.path}\n${body instanceof Uint8Array ? sha256(body) : canonicalJson(body ?? null)}`);
