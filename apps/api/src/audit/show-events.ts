import { Refusal } from '#domain/refusal';
import type { RecordedFact } from '#event-store/codec';
import { listEvents, placesOf } from '#read-model/queries/audit-events';
import type { EventFilter, EventPlace } from '#read-model/queries/audit-events';
import type { Page, PageRequest } from '#read-model/queries/page';
import type { Desk } from '../desk.js';
import type { Person } from '../http/principal.js';
import { defineQuery } from '../use-case.js';
import { envelopesOf, factsAt, isAboutReader } from './envelopes.js';
import type { Envelope } from './envelopes.js';
import { mustBeSettled } from './settled.js';

export type Reading = { readonly reader: Person; readonly now: Date };
type Needs = Pick<Desk, 'log' | 'pool' | 'readsHold'>;

/** @throws Refusal `asof.unsettled`, `view.lagging` */
export const showEvents = defineQuery(
  'ShowEvents',
  async (
    desk: Needs,
    asked: Reading & {
      readonly filter: Omit<EventFilter, 'exceptAbout'>;
      readonly order: 'asc' | 'desc';
      readonly page: PageRequest;
    },
  ): Promise<Page<Envelope>> => {
    const { reader, now, filter, order, page } = asked;
    if (filter.asOf !== undefined) {
      await mustBeSettled(filter.asOf, desk.log);
      await desk.readsHold(await desk.log.store.head());
    }
    const exceptAbout = reader.employeeId ?? undefined;
    const { items, next } = await listEvents(desk.pool, { ...filter, exceptAbout }, order, page);
    return { items: await envelopesOf(desk, reader, await factsAt(desk, items), now.toISOString()), next };
  },
);

type StreamPage = Page<Envelope> & {
  /** Events of other streams and other pages that caused some of these. */
  readonly causes: readonly EventPlace[];
};

/** @throws Refusal `not_found`, also for what is about the reader */
export const showStream = defineQuery(
  'ShowStream',
  async (
    desk: Needs,
    { reader, now, stream, page }: Reading & { readonly stream: string; readonly page: PageRequest },
  ): Promise<StreamPage> => {
    const from = Number(page.after?.[0] ?? 0);
    const facts: RecordedFact[] = [];
    for await (const fact of desk.log.facts.readStream(stream, { from, limit: page.limit + 1 })) facts.push(fact);
    const visible = facts.filter((fact) => !isAboutReader(fact, reader));
    if (visible.length === 0) throw new Refusal('not_found', 'There is no such stream.');
    const next = facts.length > page.limit ? [String(facts[page.limit]?.revision)] : null;
    const shown = visible.filter((fact) => next === null || fact.revision < Number(next[0]));
    const causes = new Set(shown.flatMap(({ causationId = '' }) => (causationId === '' ? [] : [causationId])));
    for (const { id } of shown) causes.delete(id);
    return {
      items: await envelopesOf(desk, reader, shown, now.toISOString()),
      next,
      causes: await placesOf(desk.pool, [...causes], reader.employeeId ?? undefined),
    };
  },
);
