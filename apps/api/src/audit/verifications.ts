import type { Verification } from '#event-store/verify';
import type { Problem } from '#event-store/verify-event';
import type { NewId } from '#platform/ids';
import type { Logger } from '#platform/logger';
import type { Migration } from '#platform/postgres-migrations';
import type { SqlPool } from '#platform/postgres';

export const verificationMigrations: readonly Migration[] = [
  {
    id: 'ops/verification-001',
    as: 'migrator',
    sql: `create table ops.verification (
      id text primary key,
      started_by text not null,
      -- Moves while the process that verifies is there.
      alive_at timestamptz not null default now(),
      result jsonb
    );`,
  },
];

export type VerificationState = {
  readonly status: 'running' | 'done';
  readonly events: number;
  readonly streams: number;
  /** Null while it runs. */
  readonly ok: boolean | null;
  readonly problems: readonly Problem[];
  readonly head: string | null;
};
type Result = Omit<VerificationState, 'status'>;
type Needs = {
  readonly pool: SqlPool;
  readonly verify: () => Promise<Verification>;
  readonly newId: NewId;
  readonly logger: Logger;
};

const aliveEveryMs = 5_000;
const diedAfter = "interval '30 seconds'";
const nothingYet: Result = { events: 0, streams: 0, ok: null, problems: [], head: null };

/** Verifications in the background, one after the other; any process tells how each stands. */
export class Verifications {
  readonly #needs: Needs;
  #last: Promise<void> = Promise.resolve();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Answers the id at once. */
  async start(startedBy: string): Promise<string> {
    const id = this.#needs.newId();
    await this.#needs.pool.query('insert into ops.verification (id, started_by) values ($1, $2)', [id, startedBy]);
    this.#last = this.#last.then(() => this.#run(id));
    return id;
  }

  async find(id: string): Promise<VerificationState | undefined> {
    const found = await this.#needs.pool.query<{ result: Result | null; died: boolean }>(
      `select result, alive_at < now() - ${diedAfter} as died from ops.verification where id = $1`,
      [id],
    );
    const row = found.rows[0];
    if (row === undefined) return undefined;
    if (row.result !== null) return { status: 'done', ...row.result };
    return row.died ? { status: 'done', ...failed(id) } : { status: 'running', ...nothingYet };
  }

  async #run(id: string): Promise<void> {
    const { pool, verify, logger } = this.#needs;
    const alive = setInterval(() => {
      pool.query('update ops.verification set alive_at = now() where id = $1', [id]).catch(() => undefined);
    }, aliveEveryMs).unref();
    try {
      const { events, streams, ok, problems, head } = await verify();
      await this.#finish(id, { events, streams, ok, problems, head });
    } catch (err) {
      logger.error({ err, verification: id }, 'a verification did not come to its end');
      await this.#finish(id, failed(id)).catch(() => undefined);
    } finally {
      clearInterval(alive);
    }
  }

  async #finish(id: string, result: Result): Promise<void> {
    await this.#needs.pool.query('update ops.verification set result = $2 where id = $1', [id, result]);
  }
}

const failed = (id: string): Result => ({
  ...nothingYet,
  ok: false,
  problems: [{ kind: 'verification.interrupted', where: id }],
});
