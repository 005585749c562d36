import { rowsOf } from '../sql.js';
import type { Queryable } from '../sql.js';

export type Lift = { readonly id: string; readonly kind: 'employee' | 'customer'; readonly expiresAt: string };

/** All that the reader has lifted and that still stand, the one that lasts longest first. */
export const standingLifts = (db: Queryable, actorId: string, now: string): Promise<readonly Lift[]> =>
  rowsOf<Lift>(
    db,
    `select subject_id as id, subject_kind as kind, expires_at as "expiresAt" from read.pseudonym_lifts
     where actor_id = $1 and expires_at > $2 order by expires_at desc, subject_id`,
    [actorId, now],
  );

/** Which of the subjects the reader sees by name at `now`, and until when. */
export async function liftedSubjects(
  db: Queryable,
  actorId: string,
  subjectIds: readonly string[],
  now: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await rowsOf<{ subjectId: string; expiresAt: string }>(
    db,
    `select subject_id as "subjectId", expires_at as "expiresAt" from read.pseudonym_lifts
     where actor_id = $1 and subject_id = any($2) and expires_at > $3`,
    [actorId, subjectIds, now],
  );
  return new Map(rows.map(({ subjectId, expiresAt }) => [subjectId, expiresAt]));
}
