import { activityParked } from '#domain/access/access.events';
import type { Metadata } from '#domain/event';
import { streams } from '#domain/streams';
import { highestOf } from '#domain/values';
import { portfolioOf } from '#domain/access/scope';
import { derivedId, namespaces } from '#platform/ids';
import type { DecisionView } from '../decision-view/decision-view.js';
import type { ExternalIds } from '../decision-view/external-ids.js';
import { claimedAccess } from './claimed-access.js';
import type { Hash } from './claimed-access.js';
import { isRejected, readClaim } from './cloud-events.js';
import type { Claim, Rejected } from './cloud-events.js';
import type { DayStream, DayStreams, IdentifiedEvent } from './day-streams.js';
import { inParallel } from '../imports/in-parallel.js';

/** Later than this after it happened, a record is kept but flagged: it moves no baseline. */
const maxLatenessDays = 7;
const dayMs = 86_400_000;
const appendsAtOnce = 32;

type Ingestion = {
  /** Of the key: for which it speaks. */
  readonly sources: readonly string[];
  /** Of the key: what happened before it is history. */
  readonly historyUntil: string | null;
  /** Of the receipt. */
  readonly now: Date;
  readonly metadata: Omit<Metadata, 'occurredAt' | 'trust'>;
};
type Ingested = {
  readonly accepted: number;
  readonly duplicates: number;
  readonly parked: number;
  readonly rejected: readonly Rejected[];
  /** Of the last event written; `''` when there was nothing new. */
  readonly position: string;
};
export type ActivityRecorder = (events: readonly unknown[], ingestion: Ingestion) => Promise<Ingested>;

export type ActivityRecorderNeeds = {
  readonly view: DecisionView;
  readonly externalIds: ExternalIds;
  readonly dayStreams: DayStreams;
  readonly hash: Hash;
  /** Which of the event ids stand in the log already, as far as the read models know: those of earlier days. */
  readonly recordedBefore: (eventIds: readonly string[]) => Promise<ReadonlySet<string>>;
};

/** Where an event goes: the day stream of a person, or of a source when nobody knows the person. */
type Placed = { readonly day: DayStream; readonly event: IdentifiedEvent; readonly parked: boolean };

/** Records what another system says that people did: good rows are kept whatever the others are. */
export function activityRecorder(needs: ActivityRecorderNeeds): ActivityRecorder {
  return async (events, ingestion) => {
    const read = events.map((event, index) => readClaim(event, index, ingestion.sources, ingestion.now));
    const claims = read.filter((claim): claim is Claim => !isRejected(claim));
    const bySource = ingestion.sources.map((source) => claims.filter((claim) => claim.source === source));
    const placed = (await Promise.all(bySource.map((each) => place(needs, each, ingestion)))).flat();
    const known = await needs.recordedBefore(placed.map(({ event }) => event.id));
    const metadata = { ...ingestion.metadata, occurredAt: ingestion.now.toISOString(), trust: 'claimed' as const };
    const written = await inParallel(byStream(placed, known), appendsAtOnce, async ({ day, parked, events }) => ({
      parked,
      ...(await needs.dayStreams.record(day, events, metadata)),
    }));
    const countOf = (parked: boolean) =>
      written.reduce((count, group) => count + (group.parked === parked ? group.accepted : 0), 0);
    const [accepted, parked] = [countOf(false), countOf(true)];
    return {
      accepted,
      parked,
      duplicates: claims.length - accepted - parked,
      rejected: read.filter(isRejected),
      position: written.reduce((latest, { position }) => (position > latest ? position : latest), ''),
    };
  };
}

async function place(
  { view, externalIds, hash }: ActivityRecorderNeeds,
  claims: readonly Claim[],
  { historyUntil, now }: Ingestion,
): Promise<readonly Placed[]> {
  // Of one source, which may know people and customers by names of its own.
  const source = claims[0]?.source;
  if (source === undefined) return [];
  const at = now.toISOString();
  const receivedOn = at.slice(0, 10);
  const dayBefore = new Date(now.getTime() - dayMs).toISOString().slice(0, 10);
  const dayOf = (streamOn: (day: string) => string): DayStream => ({
    stream: streamOn(receivedOn),
    before: streamOn(dayBefore),
  });
  const lateBefore = new Date(now.getTime() - maxLatenessDays * dayMs).toISOString();
  const [employees, customers] = await Promise.all([
    resolve(
      claims.map(({ activity }) => activity.employee),
      (id) => view.people.employee(id) !== undefined,
      (names) => externalIds.find('employee', source, names),
    ),
    resolve(
      claims.flatMap(({ activity }) => activity.objects),
      (id) => view.customers.find(id) !== undefined,
      (names) => externalIds.find('customer', source, names),
    ),
  ]);
  return claims.map((claim): Placed => {
    const employeeId = employees.get(claim.activity.employee);
    if (employeeId === undefined)
      return { day: dayOf((day) => streams.parked(source, day)), event: parkedEvent(claim, hash), parked: true };
    const person = view.personOf(employeeId, at);
    const touched = claim.activity.objects.flatMap((object) => view.customerOf(customers.get(object) ?? '', at) ?? []);
    const isHistory = historyUntil !== null && Date.parse(claim.occurredAt) < Date.parse(historyUntil);
    const event = claimedAccess(
      {
        ...claim,
        employeeId,
        customers,
        ours:
          person === undefined || touched.length === 0
            ? null
            : {
                portfolio: portfolioOf(person, touched, 0),
                sensitivity: highestOf(touched.map((customer) => customer.sensitivity)),
              },
        late: !isHistory && claim.occurredAt < lateBefore,
        history: isHistory,
      },
      hash,
    );
    return { day: dayOf((day) => streams.access(employeeId, day)), event, parked: false };
  });
}

/** By name, our id: a name that is an id of ours stands for itself. */
async function resolve(
  names: readonly string[],
  isOurs: (id: string) => boolean,
  find: (names: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<ReadonlyMap<string, string>> {
  const distinct = [...new Set(names)];
  const found = await find(distinct.filter((name) => !isOurs(name)));
  return new Map(
    distinct.flatMap((name) => {
      const id = isOurs(name) ? name : found.get(name);
      return id === undefined ? [] : [[name, id] as const];
    }),
  );
}

/** Not the id that the claim would have as an access: once its person is known it may be recorded as one. */
function parkedEvent(claim: Claim, hash: Hash): IdentifiedEvent {
  const { source } = claim;
  const { employee, action } = claim.activity;
  return {
    ...activityParked.of(
      { source, employee: hash('employee', `${source}\n${employee}`), action },
      { record: JSON.stringify(claim.activity) },
    ),
    id: derivedId(namespaces.url, `parked#${source}#${claim.id}`),
    occurredAt: claim.occurredAt,
  };
}

function byStream(placed: readonly Placed[], known: ReadonlySet<string>) {
  const groups = new Map<
    string,
    { readonly day: DayStream; readonly parked: boolean; readonly events: IdentifiedEvent[] }
  >();
  const seen = new Set(known);
  for (const { day, event, parked } of placed) {
    if (seen.has(event.id)) continue;
    seen.add(event.id);
    const group = groups.get(day.stream);
    if (group === undefined) groups.set(day.stream, { day, parked, events: [event] });
    else group.events.push(event);
  }
  return [...groups.values()];
}
