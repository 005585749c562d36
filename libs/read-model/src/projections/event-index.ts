import { catalogue } from '#domain/events';
import type { ProjectedEvent, Projection } from '../projection.js';
import { subjectsOf } from '../subjects-of.js';
import { defineTable } from '../table.js';

/** Where every event stands in the log, by what an auditor looks for. */
const eventIndex = defineTable('event_index', {
  columns: {
    position: 'text',
    event_id: 'text',
    stream: 'text',
    revision: 'integer',
    type: 'text',
    actor: 'text',
    recorded_at: 'timestamptz',
    /** Employees and customers the event is about. */
    subjects: 'text[]',
  },
  key: ['position'],
  indexes: [
    ['event_id'],
    ['stream', 'position'],
    ['type', 'position'],
    ['actor', 'position'],
    ['recorded_at', 'position'],
  ],
  elementIndexes: ['subjects'],
  kind: 'log',
});

const indexed = (event: ProjectedEvent) => [
  eventIndex.insertOnce(
    { position: event.position },
    {
      event_id: event.id,
      stream: event.stream,
      revision: event.revision,
      type: event.type,
      actor: event.actor,
      recorded_at: event.recordedAt,
      subjects: subjectsOf(event),
    },
  ),
];

export const eventIndexProjection: Projection = {
  name: 'event-index',
  version: 1,
  tables: [eventIndex],
  on: Object.fromEntries(catalogue.map(({ type }) => [type, indexed])),
};
