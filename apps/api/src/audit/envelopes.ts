import { definitionOf } from '#domain/events';
import { withoutSecrets } from '#domain/secrets';
import type { RecordedFact } from '#event-store/codec';
import type { Log } from '#event-store/log';
import type { SqlPool } from '#platform/postgres';
import type { EventPlace } from '#read-model/queries/audit-events';
import { liftedSubjects } from '#read-model/queries/pseudonyms';
import { subjectsOf } from '#read-model/subjects-of';
import type { Person } from '../http/principal.js';
import { inParallel } from '../imports/in-parallel.js';

/** An event as auditors read it. */
export type Envelope = {
  readonly id: string;
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Of subjects that the reader has lifted; null without any. */
  readonly personal: Readonly<Record<string, unknown>> | null;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly onBehalfOf: string | null;
  readonly channel: string;
  readonly trust: string;
  readonly correlationId: string;
  readonly causationId: string | null;
};
type Needs = { readonly log: Log; readonly pool: SqlPool };
type Place = Pick<EventPlace, 'stream' | 'revision'>;

const readsAtOnce = 8;
const aboutPeople = /^(risk|alert|audit)-/;

/** Nobody learns of scores, alerts and look-ups about themself. */
export const isAboutReader = (fact: RecordedFact, { employeeId }: Person): boolean =>
  employeeId !== null && aboutPeople.test(fact.stream) && subjectsOf(fact).includes(employeeId);

/** The facts at these places, in the same order. */
export async function factsAt({ log }: Pick<Needs, 'log'>, places: readonly Place[]): Promise<readonly RecordedFact[]> {
  const found = new Map<string, RecordedFact>();
  await inParallel(runsOf(places), readsAtOnce, async ({ stream, from, limit }) => {
    for await (const fact of log.facts.readStream(stream, { from, limit })) found.set(nameOf(fact), fact);
  });
  return places.map((place) => {
    const fact = found.get(nameOf(place));
    if (fact === undefined) throw new Error(`the index names ${nameOf(place)}, which the log does not hold`);
    return fact;
  });
}

/** The envelopes of facts, with what is personal where the reader has lifted the pseudonym. */
export async function envelopesOf(
  { log, pool }: Needs,
  reader: Person,
  facts: readonly RecordedFact[],
  now: string,
): Promise<readonly Envelope[]> {
  const subjects = new Set(facts.flatMap((fact) => [...personalFields(fact).values()]));
  const lifted = await liftedSubjects(pool, reader.accountId, [...subjects], now);
  return inParallel(facts, readsAtOnce, async (fact) => {
    const fields = [...personalFields(fact)].filter(([, subject]) => lifted.has(subject)).map(([field]) => field);
    return envelopeOf(fact, fields.length === 0 ? null : await personalOf(log, fact, fields));
  });
}

/** By personal field the subject whose key seals it. */
function personalFields({ type, data }: RecordedFact): ReadonlyMap<string, string> {
  const fields = Object.entries(definitionOf(type)?.personalFields ?? {});
  const values: Readonly<Record<string, unknown>> = data;
  // A subject is the value of a data field, which holds an id, or a subject by its own name.
  const idOf = (subject: string): string => (typeof values[subject] === 'string' ? values[subject] : subject);
  return new Map(fields.map(([field, { subject }]) => [field, idOf(subject)]));
}

async function personalOf(log: Log, { stream, revision }: Place, fields: readonly string[]) {
  for await (const { personal } of log.readStream(stream, { from: revision, limit: 1 })) {
    const values: Readonly<Record<string, unknown>> = personal;
    return Object.fromEntries(fields.flatMap((field) => (field in values ? [[field, values[field]]] : [])));
  }
  return null;
}

const envelopeOf = (fact: RecordedFact, personal: Envelope['personal']): Envelope => ({
  id: fact.id,
  position: fact.position,
  stream: fact.stream,
  revision: fact.revision,
  type: fact.type,
  // Which customers are canaries is told to officers only, by the policy and nowhere else.
  data: fact.type === 'CanariesPublished' ? { ...fact.data, customerIds: null } : withoutSecrets(fact.data),
  personal: personal && withoutSecrets(personal),
  occurredAt: fact.occurredAt,
  recordedAt: fact.recordedAt,
  actor: fact.actor,
  onBehalfOf: fact.onBehalfOf ?? null,
  channel: fact.channel,
  trust: fact.trust,
  correlationId: fact.correlationId,
  causationId: fact.causationId ?? null,
});

type Run = { readonly stream: string; readonly from: number; readonly limit: number };

/** Neighbours in one stream are read together. */
function runsOf(places: readonly Place[]): readonly Run[] {
  const sorted = places.toSorted((a, b) => a.stream.localeCompare(b.stream) || a.revision - b.revision);
  const runs: Run[] = [];
  for (const { stream, revision } of sorted) {
    const last = runs.at(-1);
    if (last?.stream === stream && revision <= last.from + last.limit)
      runs[runs.length - 1] = { ...last, limit: revision - last.from + 1 };
    else runs.push({ stream, from: revision, limit: 1 });
  }
  return runs;
}

const nameOf = ({ stream, revision }: Place): string => `${stream}@${revision}`;
