import { rowsOf } from '../sql.js';
import type { Queryable } from '../sql.js';

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
