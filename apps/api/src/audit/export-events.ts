import { stringify } from 'csv-stringify/sync';
import { auditExportTaken } from '#domain/audit/audit.events';
import type { Metadata } from '#domain/event';
import { Refusal } from '#domain/refusal';
import { streams } from '#domain/streams';
import type { EventFilter } from '#read-model/queries/audit-events';
import type { Desk } from '../desk.js';
import { defuse } from '../exports/render-file.js';
import { defineCommand } from '../use-case.js';
import type { Envelope } from './envelopes.js';
import { showEvents } from './show-events.js';
import type { Reading } from './show-events.js';

type Format = 'csv' | 'jsonl';
type Taking = Reading & {
  readonly filter: Omit<EventFilter, 'exceptAbout'>;
  readonly format: Format;
  readonly reason: string;
  readonly metadata: Metadata;
};

/** About 100 MB. */
const maxEvents = 100_000;
const pageSize = 1_000;
const columns = [
  'id',
  'position',
  'stream',
  'revision',
  'type',
  'data',
  'personal',
  'occurredAt',
  'recordedAt',
  'actor',
  'onBehalfOf',
  'channel',
  'trust',
  'correlationId',
  'causationId',
] as const satisfies readonly (keyof Envelope)[];

/**
 * The events as a file. That it was taken is recorded before it is handed out.
 * @throws Refusal `export.cap` above 100,000 events; as `showEvents`
 */
export const exportEvents = defineCommand(
  'ExportEvents',
  async (desk: Pick<Desk, 'log' | 'pool' | 'readsHold'>, { format, reason, metadata, ...asked }: Taking) => {
    const parts: string[] = format === 'csv' ? [stringify([[...columns]])] : [];
    let events = 0;
    let after: readonly string[] | null = null;
    do {
      const found = await showEvents.run(desk, { ...asked, order: 'asc', page: { limit: pageSize, after } });
      events += found.items.length;
      if (events > maxEvents)
        throw new Refusal('export.cap', `These are more than ${maxEvents} events; ask for a shorter time.`);
      parts.push(render(format, found.items));
      after = found.next;
    } while (after !== null);
    const taken = auditExportTaken.of({ actorId: metadata.actor, format, events }, { reason });
    const stream = streams.audit(metadata.actor, metadata.occurredAt.slice(0, 10));
    const { position } = await desk.log.append(stream, 'any', [taken], metadata);
    return { bytes: Buffer.from(parts.join('')), position };
  },
);

const render = (format: Format, envelopes: readonly Envelope[]): string =>
  format === 'csv'
    ? stringify(envelopes.map((envelope) => columns.map((column) => defuse(cellOf(envelope[column])))))
    : envelopes.map((envelope) => `${JSON.stringify(envelope)}\n`).join('');

const cellOf = (value: Envelope[keyof Envelope]): string =>
  value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
