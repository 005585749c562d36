import type { Projection } from '../projection.js';
import { defineTable } from '../table.js';

/** Until when a reader sees a person or customer by name. */
const lifts = defineTable('pseudonym_lifts', {
  columns: { actor_id: 'text', subject_id: 'text', subject_kind: 'text', expires_at: 'timestamptz' },
  key: ['actor_id', 'subject_id'],
});

export const pseudonymsProjection: Projection = {
  name: 'pseudonyms',
  version: 1,
  tables: [lifts],
  on: {
    PseudonymLifted: ({ data }) => [
      lifts.set(
        { actor_id: data.actorId, subject_id: data.subjectId },
        { subject_kind: data.subjectKind, expires_at: data.expiresAt },
      ),
    ],
  },
};
