import type { SqlPool } from '#platform/postgres';
import type { Migration } from '#platform/postgres-migrations';
import { Sealer } from '#platform/sealed';

export const exportFileMigrations: readonly Migration[] = [
  {
    id: 'ops/export-file-001',
    as: 'migrator',
    sql: `create table ops.export_file (
      export_id text primary key,
      sealed bytea not null,
      expires_at timestamptz not null
    );
    create index export_file_expires_at on ops.export_file (expires_at);`,
  },
];

/** Rendered files, encrypted, kept no longer than their grant. Not facts: what left is on the export's stream. */
export class ExportFiles {
  readonly #pool: SqlPool;
  readonly #sealer: Sealer;

  constructor(pool: SqlPool, /** 32 bytes. */ key: Uint8Array) {
    this.#pool = pool;
    this.#sealer = new Sealer(key);
  }

  /** Replaces an earlier file of the same export: a run that crashed before it was recorded may come again. */
  async save(exportId: string, file: Uint8Array, expiresAt: string): Promise<void> {
    await this.#pool.query(
      `insert into ops.export_file (export_id, sealed, expires_at) values ($1, $2, $3)
       on conflict (export_id) do update set sealed = excluded.sealed, expires_at = excluded.expires_at`,
      [exportId, this.#sealer.seal(exportId, file), expiresAt],
    );
  }

  async load(exportId: string): Promise<Buffer | undefined> {
    const found = await this.#pool.query<{ sealed: Buffer }>(
      'select sealed from ops.export_file where export_id = $1',
      [exportId],
    );
    const sealed = found.rows[0]?.sealed;
    return sealed && this.#sealer.open(exportId, sealed);
  }

  /** Deletes what is past its grant at `now`. */
  async purge(now: Date): Promise<void> {
    await this.#pool.query('delete from ops.export_file where expires_at <= $1', [now]);
  }
}

/** Before their time. */
export async function removeFiles(pool: SqlPool, exportIds: readonly string[]): Promise<void> {
  await pool.query('delete from ops.export_file where export_id = any($1)', [exportIds]);
}
