import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { WrongMasterKey } from '#platform/master-key';
import type { MasterKey } from '#platform/master-key';
import { sha256 } from '#platform/hash';
import { createPool } from '#platform/postgres';
import type { EventToAppend } from './event-store.js';
import { queryKeys } from './keys-query.js';
import { keyBytes, open, seal } from './personal-cipher.js';

/** A subject's key, or why there is none: destroyed for good, or never made. */
export type KeyState = Buffer | 'erased' | 'missing';
/** An erasure whose event the log does not have yet. */
type UnloggedErasure = { readonly subjectId: string; readonly event: EventToAppend };

/**
 * The data keys of subjects, wrapped by the master key, with a cache. A key that another process destroyed is out
 * of use here within `staleAfterMs` and one query; while the database is away nothing older than that is used.
 */
export interface SubjectKeys {
  /** Without waiting; undefined when the cache cannot say. */
  cached(subjectId: string): Buffer | 'erased' | undefined;
  find(subjectId: string): Promise<KeyState>;
  findAll(subjectIds: readonly string[]): Promise<ReadonlyMap<string, KeyState>>;
  /** Makes the keys that do not exist; a destroyed one stays destroyed. */
  create(subjectIds: readonly string[]): Promise<void>;
  /** Destroys the key, or forbids one that was never made. The first `event` is kept until `erasureLogged`. */
  destroy(subjectId: string, event: EventToAppend): Promise<void>;
  unloggedErasures(onlySubjectId?: string): Promise<readonly UnloggedErasure[]>;
  erasureLogged(subjectId: string): Promise<void>;
  /** The log says that the key is destroyed: no longer use a cached one. */
  forget(subjectId: string): void;
}

export type SubjectKeysOptions = {
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Cached keys beyond it make room by age of last use. */
  readonly maxCached?: number;
};

/** How long a cached key is used before asking whether it was destroyed. */
const staleAfterMs = 1_000;
/** Covers an erasure that was stamped before, but became visible after, the last check. */
const overlapMs = 60_000;
/** A reader meets subjects roughly in the order in which their ids were made, so neighbours are fetched along. */
const readAhead = 128;

type Row = { readonly subject_id: string; readonly wrapped: Buffer | null };

/** @throws Error in one sentence when the database was started with another master key. */
export async function openSubjectKeys(
  pool: pg.Pool,
  masterKey: MasterKey,
  options: SubjectKeysOptions = {},
): Promise<SubjectKeys> {
  await refuseForeignMasterKey(pool, masterKey);
  return new PostgresSubjectKeys(
    pool,
    masterKey.derive('subject-keys'),
    options.now ?? Date.now,
    options.maxCached ?? 50_000,
  );
}

/** Whether the database was started with some master key before. */
export async function hasMasterKey(databaseUrl: string): Promise<boolean> {
  const pool = createPool({ url: databaseUrl, role: 'app', max: 1, name: 'bookward keys' });
  try {
    const found = await pool.query('select from keys.master');
    return found.rows.length > 0;
  } finally {
    await pool.end();
  }
}

async function refuseForeignMasterKey(pool: pg.Pool, masterKey: MasterKey): Promise<void> {
  const fingerprint = sha256(masterKey.derive('fingerprint'));
  await pool.query('insert into keys.master (fingerprint) values ($1) on conflict do nothing', [fingerprint]);
  const found = await pool.query<{ fingerprint: string }>('select fingerprint from keys.master');
  if (found.rows[0]?.fingerprint === fingerprint) return;
  throw new WrongMasterKey(
    'This database was started with another master key; give that one as BOOKWARD_MASTER_KEY, or put back the master.key file of its data folder.',
  );
}

class PostgresSubjectKeys implements SubjectKeys {
  /** In order of last use, the least recent first. */
  private readonly cache = new Map<string, Buffer | 'erased'>();
  private checkedAt = 0;
  private checking: Promise<void> | undefined;

  constructor(
    private readonly pool: pg.Pool,
    private readonly wrappingKey: Buffer,
    private readonly now: () => number,
    private readonly maxCached: number,
  ) {}

  cached(subjectId: string): Buffer | 'erased' | undefined {
    if (!this.isFresh()) return undefined;
    const known = this.cache.get(subjectId);
    if (known === undefined) return undefined;
    this.cache.delete(subjectId);
    this.cache.set(subjectId, known);
    return known;
  }

  async find(subjectId: string): Promise<KeyState> {
    await this.freshen();
    const known = this.cached(subjectId);
    if (known !== undefined) return known;
    const rows = await this.query<Row>(
      'select subject_id, wrapped from keys.subject where subject_id >= $1 order by subject_id limit $2',
      [subjectId, readAhead],
    );
    // The one that was asked for comes first and is cached last, so that its neighbours cannot push it out.
    for (const row of rows.toReversed()) this.remember(row);
    return this.cache.get(subjectId) ?? 'missing';
  }

  async findAll(subjectIds: readonly string[]): Promise<ReadonlyMap<string, KeyState>> {
    await this.freshen();
    const found = new Map<string, KeyState>();
    for (const id of subjectIds) found.set(id, this.cached(id) ?? 'missing');
    const wanted = [...found.keys()].filter((id) => found.get(id) === 'missing');
    if (wanted.length === 0) return found;
    const sql = 'select subject_id, wrapped from keys.subject where subject_id = any($1)';
    for (const row of await this.query<Row>(sql, [wanted])) found.set(row.subject_id, this.remember(row));
    return found;
  }

  async create(subjectIds: readonly string[]): Promise<void> {
    // One order for everybody, so that two imports of the same subjects do not lock each other.
    const ids = [...new Set(subjectIds)].sort();
    const wrapped = ids.map((id) => seal(this.wrappingKey, id, randomBytes(keyBytes)));
    await this.query(
      'insert into keys.subject (subject_id, wrapped) select * from unnest($1::text[], $2::bytea[]) on conflict do nothing',
      [ids, wrapped],
    );
  }

  async destroy(subjectId: string, event: EventToAppend): Promise<void> {
    await this.query(
      `insert into keys.subject as k (subject_id, destroyed_at, unlogged) values ($1, clock_timestamp(), $2)
       on conflict (subject_id) do update set wrapped = null, destroyed_at = clock_timestamp(), unlogged = $2
       where k.destroyed_at is null`,
      [subjectId, JSON.stringify(event)],
    );
    this.forget(subjectId);
  }

  async unloggedErasures(onlySubjectId?: string): Promise<readonly UnloggedErasure[]> {
    const rows = await this.query<{ subject_id: string; unlogged: EventToAppend }>(
      `select subject_id, unlogged from keys.subject
       where unlogged is not null and ($1::text is null or subject_id = $1) order by subject_id`,
      [onlySubjectId ?? null],
    );
    return rows.map((row) => ({ subjectId: row.subject_id, event: row.unlogged }));
  }

  async erasureLogged(subjectId: string): Promise<void> {
    await this.query('update keys.subject set unlogged = null where subject_id = $1', [subjectId]);
  }

  forget(subjectId: string): void {
    this.put(subjectId, 'erased');
  }

  private isFresh(): boolean {
    const age = this.now() - this.checkedAt;
    return age >= 0 && age < staleAfterMs;
  }

  private async freshen(): Promise<void> {
    if (this.isFresh()) return;
    this.checking ??= this.dropDestroyed().finally(() => (this.checking = undefined));
    await this.checking;
  }

  private async dropDestroyed(): Promise<void> {
    const asOf = this.now();
    // A clock that was set back says nothing about how long ago the last check was.
    if (asOf < this.checkedAt) this.cache.clear();
    if (this.cache.size > 0) {
      const sql = `select subject_id from keys.subject where destroyed_at > clock_timestamp() - $1 * interval '1 millisecond'`;
      const rows = await this.query<{ subject_id: string }>(sql, [asOf - this.checkedAt + overlapMs]);
      for (const row of rows) this.forget(row.subject_id);
    }
    this.checkedAt = asOf;
  }

  private remember(row: Row): Buffer | 'erased' {
    if (row.wrapped === null) return this.put(row.subject_id, 'erased');
    // What is known wins: a row read before an erasure, arriving after it, must not bring the key back.
    const known = this.cache.get(row.subject_id);
    return this.put(row.subject_id, known ?? open(this.wrappingKey, row.subject_id, row.wrapped));
  }

  private put(subjectId: string, state: Buffer | 'erased'): Buffer | 'erased' {
    this.cache.delete(subjectId);
    this.cache.set(subjectId, state);
    if (this.cache.size > this.maxCached) {
      for (const oldest of this.cache.keys()) {
        this.cache.delete(oldest);
        break;
      }
    }
    return state;
  }

  private query<R extends pg.QueryResultRow>(sql: string, values: readonly unknown[]): Promise<readonly R[]> {
    return queryKeys<R>(this.pool, sql, values);
  }
}
