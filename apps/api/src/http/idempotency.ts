import { setTimeout } from 'node:timers/promises';
import { Refusal } from '#domain/refusal';
import { usedForAnother } from '#event-store/handle-command';
import { canonicalJson, sha256 } from '#platform/hash';
import type { Migration } from '#platform/postgres-migrations';
import type { SqlPool } from '#platform/postgres';
import { Sealer } from '#platform/sealed';
import { Answer } from './answer.js';
import type { Call } from './call.js';
import { HttpProblem } from './http-problem.js';
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
/** How often a process says that it still handles a request: an import of a large file takes longer than that. */
const renewEveryMs = 5_000;
const keptFor = "interval '7 days'";
/** How long a request waits for the same one before it, asking less and less often. */
const waitMs = { first: 20, longest: 500, most: 10_000 } as const;
const retryAfterSeconds = 2;

type First = {
  readonly request_hash: string;
  readonly done: boolean;
  readonly sealed: Buffer | null;
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
   * The first answer when this request was made before; else what it is answered now, kept. Whoever comes while the
   * first is being handled waits for its answer. What failed may be tried again under the same key.
   * @throws Refusal `idempotency.mismatch`, `idempotency.spent`
   * @throws HttpProblem `state.conflict` (being handled for longer than one waits)
   */
  async once(call: Call, route: Route, handle: () => Promise<unknown>): Promise<unknown> {
    const first = await this.#begin(call, route);
    if (first !== undefined)
      return route.repeats === 'judged' ? handle() : this.#firstAnswer(first, nameOf(call).join(' '));
    const renewing = setInterval(() => this.#renew(call), renewEveryMs).unref();
    try {
      const answer = await handle();
      await this.#finish(call, route, answer);
      return answer;
    } catch (error) {
      await this.#forget(call);
      throw error;
    } finally {
      clearInterval(renewing);
    }
  }

  /** The first request when it was answered before; undefined once the key is claimed for this one. */
  async #begin(call: Call, route: Route): Promise<First | undefined> {
    const hash = requestHash(call, route);
    const until = performance.now() + waitMs.most;
    for (let pauseMs: number = waitMs.first; ; pauseMs = Math.min(2 * pauseMs, waitMs.longest)) {
      const first = await this.#claim(call, hash);
      if (first === undefined) return undefined;
      if (first.request_hash !== hash) throw usedForAnother();
      if (first.done) return first;
      if (performance.now() + pauseMs > until)
        throw new HttpProblem(
          'state.conflict',
          'The same request is being handled at this moment; try again shortly.',
          [],
          retryAfterSeconds,
        );
      await setTimeout(pauseMs);
    }
  }

  /** Claims the key where nobody has, or whoever had gave up; else the request that has it. */
  async #claim(call: Call, hash: string): Promise<First | undefined> {
    const claimed = await this.#pool.query(
      `insert into ops.first_answer as first (actor, key, request_hash) values ($1, $2, $3)
       on conflict (actor, key) do update set claimed_at = now()
       where first.request_hash = excluded.request_hash and not first.done
         and first.claimed_at < now() - ${abandonedAfter}`,
      [...nameOf(call), hash],
    );
    if (claimed.rowCount === 1) return undefined;
    const found = await this.#pool.query<First>(
      'select request_hash, done, sealed from ops.first_answer where actor = $1 and key = $2',
      [...nameOf(call)],
    );
    // It failed between the two statements, and its key is free again.
    return found.rows[0] ?? this.#claim(call, hash);
  }

  #renew(call: Call): void {
    this.#pool
      .query('update ops.first_answer set claimed_at = now() where actor = $1 and key = $2 and not done', [
        ...nameOf(call),
      ])
      .catch(() => undefined);
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
    const sealed =
      route.repeats === undefined || route.repeats === 'answer'
        ? this.#sealer.seal(`${actor} ${key}`, keptAnswer.write(given))
        : null;
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

/** Whoever repeats a request that was answered by now is told that its answer is gone. */
export async function spendAnswers(pool: SqlPool): Promise<void> {
  await pool.query('update ops.first_answer set sealed = null where done and sealed is not null');
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

function requestHash({ request, query, bodyHash }: Call, route: Route): string {
  const asked = query === undefined ? '' : `?${canonicalJson(query)}`;
  return sha256(`${route.method} ${request.path}${asked}\n${bodyHash ?? ''}`);
}
