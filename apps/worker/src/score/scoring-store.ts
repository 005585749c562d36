import type { Chunks } from '#detection/from-log/chunked';
import { inTransaction } from '#platform/postgres';
import type { SqlPool } from '#platform/postgres';
import type { Migration } from '#platform/postgres-migrations';

export const scoringMigrations: readonly Migration[] = [
  {
    id: 'ops/scoring-001',
    as: 'migrator',
    sql: `
      -- One row: up to where the log is scored, by which version of the engine.
      create table ops.scoring (
        only_one boolean primary key default true check (only_one),
        engine text not null,
        scored_through text collate "C" not null,
        generation bigint not null
      );
      insert into ops.scoring (engine, scored_through, generation) values ('', '', 0);
      create table ops.scoring_chunk (name text collate "C" primary key, content text not null);
    `,
  },
];

/** What scoring goes on from: everything said by events up to `through` is in the chunks. */
export type SavedScoring = {
  /** Version of the engine that wrote the chunks; `''` before the first. */
  readonly engine: string;
  readonly through: string;
  /** Rises with every save: the fence. */
  readonly generation: number;
  readonly chunks: Chunks;
};
export type ScoringToSave = {
  readonly engine: string;
  readonly through: string;
  /** The chunks that changed. */
  readonly changed: Chunks;
  /** Forget every other chunk: they are another engine's. */
  readonly replaceAll: boolean;
};

/** The state of scoring, in the database. Several workers may use it: who saves second, loses and reads again. */
export class ScoringStore {
  readonly #pool: SqlPool;

  constructor(pool: SqlPool) {
    this.#pool = pool;
  }

  async generation(): Promise<number> {
    const found = await this.#pool.query<{ generation: string }>('select generation from ops.scoring');
    return Number(found.rows[0]?.generation);
  }

  load(): Promise<SavedScoring> {
    return inTransaction(this.#pool, async (client) => {
      await client.query('set transaction isolation level repeatable read');
      const row = await client.query<{ engine: string; scored_through: string; generation: string }>(
        'select engine, scored_through, generation from ops.scoring',
      );
      const [scoring] = row.rows;
      if (scoring === undefined) throw new Error('ops.scoring has lost its row; restore it from a backup');
      const chunks = await client.query<{ name: string; content: string }>(
        'select name, content from ops.scoring_chunk',
      );
      return {
        engine: scoring.engine,
        through: scoring.scored_through,
        generation: Number(scoring.generation),
        chunks: new Map(chunks.rows.map(({ name, content }) => [name, content])),
      };
    });
  }

  /** Answers the new generation, or `lost` when somebody else has saved since `generation`; then nothing is kept. */
  save(generation: number, { engine, through, changed, replaceAll }: ScoringToSave): Promise<number | 'lost'> {
    return inTransaction(this.#pool, async (client) => {
      const moved = await client.query(
        'update ops.scoring set engine = $1, scored_through = $2, generation = generation + 1 where generation = $3',
        [engine, through, generation],
      );
      if (moved.rowCount === 0) return 'lost';
      if (replaceAll) await client.query('delete from ops.scoring_chunk');
      await client.query(
        `insert into ops.scoring_chunk (name, content) select * from unnest($1::text[], $2::text[])
         on conflict (name) do update set content = excluded.content`,
        [[...changed.keys()], [...changed.values()]],
      );
      return generation + 1;
    });
  }
}
