import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { Migration } from '#platform/postgres-migrations';

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

const nonceBytes = 12;
const tagBytes = 16;

/** Rendered files, encrypted, kept no longer than their grant. Not facts: what left is on the export's stream. */
export class ExportFiles {
  readonly #pool: Pool;
  readonly #key: Uint8Array;

  constructor(pool: Pool, /** 32 bytes. */ key: Uint8Array) {
    this.#pool = pool;
    this.#key = key;
  }

  /** Replaces an earlier file of the same export: a run that crashed before it was recorded may come again. */
  async save(exportId: string, file: Uint8Array, expiresAt: string): Promise<void> {
    await this.#pool.query(
      `insert into ops.export_file (export_id, sealed, expires_at) values ($1, $2, $3)
       on conflict (export_id) do update set sealed = excluded.sealed, expires_at = excluded.expires_at`,
      [exportId, this.#seal(exportId, file), expiresAt],
    );
  }

  async load(exportId: string): Promise<Buffer | undefined> {
    const found = await this.#pool.query<{ sealed: Buffer }>(
      'select sealed from ops.export_file where export_id = $1',
      [exportId],
    );
    const sealed = found.rows[0]?.sealed;
    return sealed && this.#open(exportId, sealed);
  }

  /** Deletes what is past its grant at `now`. */
  async purge(now: Date): Promise<void> {
    await this.#pool.query('delete from ops.export_file where expires_at <= $1', [now]);
  }

  #seal(exportId: string, file: Uint8Array): Buffer {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(exportId));
    return Buffer.concat([nonce, cipher.update(file), cipher.final(), cipher.getAuthTag()]);
  }

  #open(exportId: string, sealed: Buffer): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, nonceBytes))
      .setAAD(Buffer.from(exportId))
      .setAuthTag(sealed.subarray(-tagBytes));
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
  }
}
