import { rowsOf } from '../sql.js';
import type { Queryable } from '../sql.js';

/** Position of the last event recorded before that instant; `''` when there is none. */
export async function positionBefore(db: Queryable, instant: string): Promise<string> {
  const [last] = await rowsOf<{ position: string }>(
    db,
    'select position from read.event_index where recorded_at < $1 order by recorded_at desc, position desc limit 1',
    [instant],
  );
  return last?.position ?? '';
}
