import type pg from 'pg';
import { keyedHash } from '#platform/hash';
import type { MasterKey } from '#platform/master-key';
import { queryKeys } from './keys-query.js';

/** Which kind of outside name: an external id belongs to a source, an address to a person or an account. */
export type NameSpace =
  `employee:${string}` | `customer:${string}` | 'employee-email' | 'account-email' | `activity:${string}`;

type Claim = {
  /** The name as others know it; kept as a keyed hash only. */
  readonly name: string;
  readonly id: string;
  /** Whose erasure ends the claim: mostly `id` itself; an employee, for the account of an employee. */
  readonly subjectId: string;
};

/** Whose imports and request bodies name no source. */
export const defaultSource = 'default';

/**
 * Outside names (external ids, addresses) and the ids they stand for, outside the log and erasable. A claim may
 * precede what it names: whoever claims the same name again gets the same id and can finish the work.
 */
export interface Aliases {
  /** By name, the id that holds it: the claim's own, or that of whoever came first. */
  claim(space: NameSpace, claims: readonly Claim[]): Promise<ReadonlyMap<string, string>>;
  /** By name; names that nobody holds are absent. */
  find(space: NameSpace, names: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** External ids as `source` knows them, else as the default source does. */
  findOfSource(
    kind: 'employee' | 'customer',
    source: string,
    externalIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>>;
  /** Gives a name up again, if `id` holds it: after a corrected address or external id. */
  release(space: NameSpace, name: string, id: string): Promise<void>;
  eraseSubject(subjectId: string): Promise<void>;
}

export function openAliases(pool: pg.Pool, masterKey: MasterKey): Aliases {
  const key = masterKey.derive('aliases');
  const hashOf = (space: NameSpace, name: string) => keyedHash(key, space, normalName(space, name));
  const findIn = async (spaces: readonly NameSpace[], names: readonly string[]) => {
    const wanted = spaces.flatMap((space) => names.map((name) => ({ space, name, hash: hashOf(space, name) })));
    const rows = await queryKeys<{ name_space: string; hash: string; id: string }>(
      pool,
      `select name_space, hash, id from keys.alias
       where (name_space, hash) in (select * from unnest($1::text[], $2::text[]))`,
      [wanted.map(({ space }) => space), wanted.map(({ hash }) => hash)],
    );
    const held = new Map(rows.map((row) => [`${row.name_space}\n${row.hash}`, row.id]));
    const found = new Map<string, string>();
    for (const { space, name, hash } of wanted) {
      const id = held.get(`${space}\n${hash}`);
      if (id !== undefined && !found.has(name)) found.set(name, id);
    }
    return found;
  };

  return {
    claim: async (space, claims) => {
      // Sorted, so that two imports of the same names do not lock each other; of equal names the first counts.
      const hashed = claims.map((claim) => ({ ...claim, hash: hashOf(space, claim.name) }));
      const rows = hashed.toSorted((a, b) => (a.hash < b.hash ? -1 : Number(a.hash > b.hash)));
      await queryKeys(
        pool,
        `insert into keys.alias (name_space, hash, id, subject_id)
         select $1, * from unnest($2::text[], $3::text[], $4::text[]) on conflict do nothing`,
        [space, rows.map(({ hash }) => hash), rows.map(({ id }) => id), rows.map(({ subjectId }) => subjectId)],
      );
      return findIn(
        [space],
        claims.map(({ name }) => name),
      );
    },
    find: (space, names) => findIn([space], names),
    findOfSource: (kind, source, externalIds) => findIn([`${kind}:${source}`, `${kind}:${defaultSource}`], externalIds),
    release: async (space, name, id) => {
      const held = [space, hashOf(space, name), id];
      await queryKeys(pool, 'delete from keys.alias where name_space = $1 and hash = $2 and id = $3', held);
    },
    eraseSubject: async (subjectId) => {
      await queryKeys(pool, 'delete from keys.alias where subject_id = $1', [subjectId]);
    },
  };
}

/** Addresses differ in case and surrounding blanks only by accident; external ids are taken as they are. */
export const normalName = (space: NameSpace, name: string): string =>
  space === 'employee-email' || space === 'account-email' ? name.trim().toLowerCase() : name;
