import type { Progress, Verification } from '#event-store/verify';
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
  {
    id: 'ops/verification-002',
    as: 'migrator',
    sql: 'alter table ops.verification add column progress jsonb;',
  },
];

export type VerificationState = {
  readonly status: 'running' | 'done';
  /** Read so far, while it runs. */
  readonly events: number;
  readonly streams: number;
  /** About how many there are to read; null once it is done. */
  readonly expected: number | null;
  /** Null while it runs. */
  readonly ok: boolean | null;
  readonly problems: readonly Problem[];
  readonly head: string | null;
};
type Result = Omit<VerificationState, 'status' | 'expected'>;
/** How far one is that runs. */
type Running = Progress & { readonly expected: number };
type Needs = {
  readonly pool: SqlPool;
  readonly verify: (onProgress: (read: Progress) => void, keptHead: string | undefined) => Promise<Verification>;
  /** About how many events there are. */
  readonly countEvents: () => Promise<number>;
  readonly newId: NewId;
  readonly logger: Logger;
};

const aliveEveryMs = 5_000;
const tellEveryMs = 1_000;
const diedAfter = "interval '30 seconds'";
const nothingYet: Result = { events: 0, streams: 0, ok: null, problems: [], head: null };

/** Verifications in the background, one after the other; any process tells how each stands. */
export class Verifications {
  readonly #needs: Needs;
  #last: Promise<void> = Promise.resolve();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Answers the id at once. `keptHead` is one that the log must still hold. */
  async start(startedBy: string, keptHead?: string): Promise<string> {
    const id = this.#needs.newId();
    await this.#needs.pool.query('insert into ops.verification (id, started_by) values ($1, $2)', [id, startedBy]);
    // From now on: one that waits for others, for longer than a dead one is given, is not dead.
    const alive = setInterval(() => this.#tell(id, null), aliveEveryMs).unref();
    this.#last = this.#last.then(() => this.#run(id, keptHead)).finally(() => clearInterval(alive));
    return id;
  }

  async find(id: string): Promise<VerificationState | undefined> {
    const found = await this.#needs.pool.query<{ result: Result | null; progress: Running | null; died: boolean }>(
      `select result, progress, alive_at < now() - ${diedAfter} as died from ops.verification where id = $1`,
      [id],
    );
    const row = found.rows[0];
    if (row === undefined) return undefined;
    if (row.result !== null) return { status: 'done', ...row.result, expected: null };
    if (row.died) return { status: 'done', ...failed(id), expected: null };
    return { status: 'running', ...nothingYet, expected: null, ...row.progress };
  }

  async #run(id: string, keptHead: string | undefined): Promise<void> {
    const { verify, countEvents, logger } = this.#needs;
    let toldAt = 0;
    try {
      const expected = await countEvents();
      const { events, streams, ok, problems, head } = await verify((read) => {
        if (performance.now() - toldAt < tellEveryMs) return;
        toldAt = performance.now();
        this.#tell(id, { ...read, expected });
      }, keptHead);
      await this.#finish(id, { events, streams, ok, problems, head });
    } catch (err) {
      logger.error({ err, verification: id }, 'a verification did not come to its end');
      await this.#finish(id, failed(id)).catch(() => undefined);
    }
  }

  /** That its process is there and, unless null, how far it is. */
  #tell(id: string, progress: Running | null): void {
    this.#needs.pool
      .query('update ops.verification set alive_at = now(), progress = coalesce($2, progress) where id = $1', [
        id,
        progress,
      ])
      .catch(() => undefined);
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
