import { accessDenied, accessEventOf } from '#domain/access/access.events';
import { decideAccess } from '#domain/access/decide-access';
import type { AccessDecision, AccessQuestion } from '#domain/access/decide-access';
import { portfolioOf } from '#domain/access/scope';
import { usageOf } from '#domain/access/usage';
import type { Usage } from '#domain/access/usage';
import type { Metadata } from '#domain/event';
import { Refusal } from '#domain/refusal';
import { streams } from '#domain/streams';
import { highestOf, kinds } from '#domain/values';
import type { Action, Kind } from '#domain/values';
import type { EventToRecord, Log } from '#event-store/log';
import type { Clock } from '#platform/clock';
import type { NewId } from '#platform/ids';
import type { Hash } from '../activity/claimed-access.js';
import type { DecisionView } from '../decision-view/decision-view.js';
import type { LiveView } from '../view/live-view.js';

export type AccessRequest = {
  readonly employeeId: string;
  readonly action: Action;
  /** Ids of ours; one that nobody has counts as unknown. */
  readonly customerIds: readonly string[];
  /** Names of other systems that stand for no customer here. */
  readonly unmapped?: readonly string[];
  readonly kinds?: readonly Kind[];
  readonly fields?: readonly string[];
  /** Default: as many as customers. */
  readonly rows?: number;
  readonly approval?: AccessQuestion['approval'];
  readonly purpose?: string | undefined;
  readonly device?: string | undefined;
  readonly searchText?: string | undefined;
  /** It was recorded before and counts already: it must not stand in its own way. */
  readonly repeated?: boolean;
};
export type Decided = AccessDecision & { readonly decidedThrough: string };
export type RecordedDecision = Decided & {
  readonly decisionId: string;
  readonly position: string;
  readonly revision: number;
};

export type AccessDeskNeeds = {
  readonly log: Pick<Log, 'append'>;
  readonly view: DecisionView;
  readonly live: Pick<LiveView, 'requireFresh' | 'position'>;
  readonly hash: Hash;
  readonly clock: Clock;
  readonly newId: NewId;
  /** Told of every decision that was recorded. */
  readonly onDecision: (action: Action, decision: AccessDecision['decision']) => void;
};

/** Where every access is decided, in memory, and recorded before it is answered: one append, no other round trip. */
export class AccessDesk {
  readonly #needs: AccessDeskNeeds;

  constructor(needs: AccessDeskNeeds) {
    this.#needs = needs;
  }

  /** What would be decided now; nothing is recorded. @throws Refusal `view.lagging`, `not_found` (nobody has the id) */
  decide(request: AccessRequest): Decided {
    return this.#decide(request, this.#needs.clock().toISOString());
  }

  /**
   * A denial has an id of its own, for under one id the log would take a later permission for the same event again.
   * @throws as `decide`; StoreUnavailable
   */
  async decideAndRecord(
    request: AccessRequest,
    metadata: Metadata,
    eventId: string = this.#needs.newId(),
    denialId: string = eventId,
  ): Promise<RecordedDecision> {
    const now = this.#needs.clock().toISOString();
    const repeated = request.repeated === true || this.#needs.view.usage.has(eventId);
    const decided = this.#decide({ ...request, repeated }, now);
    return this.#record(request, decided, now, metadata, decided.decision === 'deny' ? denialId : eventId);
  }

  /** Records an access that was decided before its customers were known: those of a list, once it has been read. */
  record(
    request: AccessRequest,
    decided: Decided,
    metadata: Metadata,
    eventId: string = this.#needs.newId(),
  ): Promise<RecordedDecision> {
    const now = this.#needs.clock().toISOString();
    return this.#record(request, { ...decided, ...this.#touched(request, now) }, now, metadata, eventId);
  }

  #touched({ employeeId, customerIds }: AccessRequest, now: string): Pick<Decided, 'portfolio' | 'sensitivity'> {
    const { view } = this.#needs;
    const person = view.personOf(employeeId, now);
    const customers = customerIds.flatMap((id) => view.customerOf(id, now) ?? []);
    return {
      portfolio: person === undefined ? 'unknown' : portfolioOf(person, customers, 0),
      sensitivity: highestOf(customers.map(({ sensitivity }) => sensitivity)),
    };
  }

  #decide(request: AccessRequest, now: string): Decided {
    const { view, live } = this.#needs;
    live.requireFresh();
    const person = view.personOf(request.employeeId, now);
    if (person === undefined) throw new Refusal('not_found', 'There is no such employee.');
    const customers = request.customerIds.flatMap((id) => view.customerOf(id, now) ?? []);
    const used = view.usedToday(request.employeeId, now);
    const question: AccessQuestion = {
      person,
      tier: view.tierOf(request.employeeId, now)?.tier,
      action: request.action,
      customers,
      unknownCustomers: request.customerIds.length - customers.length + (request.unmapped?.length ?? 0),
      kinds: request.kinds ?? [],
      fields: request.fields ?? [],
      rows: rowsOf(request),
      usedToday: used,
      approval: request.approval ?? 'none',
    };
    const decision = decideAccess(
      request.repeated === true ? { ...question, usedToday: without(used, usageOf(question)) } : question,
    );
    return { ...decision, decidedThrough: live.position() };
  }

  async #record(
    request: AccessRequest,
    decided: Decided,
    now: string,
    metadata: Metadata,
    eventId: string,
  ): Promise<RecordedDecision> {
    const { log, view, onDecision } = this.#needs;
    const { employeeId } = request;
    const event = this.#eventOf(request, decided);
    const day = view.localDay(employeeId, now);
    if (decided.decision !== 'deny') view.usage.reserve(eventId, employeeId, day, decided.usage);
    try {
      const stream = streams.access(employeeId, now.slice(0, 10));
      const { position, revision } = await log.append(stream, 'any', [{ ...event, id: eventId }], metadata);
      onDecision(request.action, decided.decision);
      return { ...decided, decisionId: eventId, position, revision };
    } catch (error) {
      view.usage.release(eventId, employeeId, day, decided.usage);
      throw error;
    }
  }

  #eventOf(request: AccessRequest, decided: Decided): EventToRecord {
    const { hash, view } = this.#needs;
    const isKnown = (id: string): boolean => view.customers.find(id) !== undefined;
    const known = request.customerIds.filter(isKnown);
    const unmapped = [...request.customerIds.filter((id) => !isKnown(id)), ...(request.unmapped ?? [])];
    const data = {
      employeeId: request.employeeId,
      customerIds: [...known, ...unmapped.map((name) => hash('customer', name))],
      kinds: request.kinds === undefined ? shownKinds(decided) : [...request.kinds],
      fields: [...(request.fields ?? [])],
      rows: rowsOf(request),
      sensitivity: decided.sensitivity,
      portfolio: decided.portfolio,
      device: request.device === undefined ? null : hash('device', request.device),
      destination: null,
      reasons: [...decided.reasons],
      decidedThrough: decided.decidedThrough,
    };
    const personal = {
      ...(request.purpose !== undefined && { purpose: request.purpose }),
      ...(request.device !== undefined && { device: request.device }),
      ...(request.searchText !== undefined && { searchText: request.searchText }),
      ...(unmapped.length > 0 && { unmapped }),
    };
    return decided.decision === 'deny'
      ? accessDenied.of({ ...data, action: request.action }, personal)
      : accessEventOf[request.action].of(data, personal);
  }
}

const without = (used: Usage, own: Usage): Usage => ({
  views: Math.max(0, used.views - own.views),
  reveals: Math.max(0, used.reveals - own.reveals),
});

/** Of a question that named no kind, what the answer showed. */
const shownKinds = ({ masks }: Decided): Kind[] => kinds.filter((kind) => (masks[kind] ?? 'none') !== 'none');

const rowsOf = ({ rows, customerIds, unmapped }: AccessRequest): number =>
  rows ?? customerIds.length + (unmapped?.length ?? 0);
