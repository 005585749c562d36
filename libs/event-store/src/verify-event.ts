import { definitionOf } from '#domain/events';
import { subjectKeyDestroyed } from '#domain/subject/subject.events';
import { IntegrityError, unsealed } from './codec.js';
import type { StoredEvent } from './event-store.js';
import type { KeyState, SubjectKeys } from './subject-keys.js';

/** Something that is not as it was written: what, and where (a stream and revision, or a name). */
export type Problem = { readonly kind: string; readonly where: string };

const keysAtOnce = 1_000;

/** What can be told of each event in its turn, without seals. */
export class EventChecks {
  events = 0;
  private readonly nextRevision = new Map<string, number>();
  private readonly keyless = new Set<string>();
  private readonly erased = new Set<string>();
  private last = { position: '', recordedAt: '' };

  constructor(
    private readonly keys: SubjectKeys,
    private readonly report: (problem: Problem) => void,
  ) {}

  get streams(): number {
    return this.nextRevision.size;
  }

  async check(event: StoredEvent): Promise<void> {
    this.events++;
    this.checkOrder(event);
    this.checkSchema(event);
    if (event.personal.length > 0) await this.checkPersonal(event);
    const { subjectId } = event.data;
    if (event.type === subjectKeyDestroyed.type && typeof subjectId === 'string') this.erased.add(subjectId);
  }

  /** What can only be told once every event was seen. */
  async finish(): Promise<void> {
    const erased = [...this.erased];
    for (let from = 0; from < erased.length; from += keysAtOnce) {
      for (const [id, key] of await this.keys.findAll(erased.slice(from, from + keysAtOnce))) {
        if (typeof key === 'object') this.report({ kind: 'erasure.undone', where: `subject-${id}` });
      }
    }
    for (const id of this.keyless)
      if (!this.erased.has(id)) this.report({ kind: 'key.missing', where: `subject-${id}` });
  }

  private checkOrder(event: StoredEvent): void {
    const expected = this.nextRevision.get(event.stream) ?? 0;
    if (event.revision !== expected) {
      const missing = event.revision > expected + 1 ? `${expected} to ${event.revision - 1}` : `${expected}`;
      this.report({ kind: 'revision.gap', where: `${event.stream}@${missing}` });
    }
    this.nextRevision.set(event.stream, event.revision + 1);
    if (event.position <= this.last.position) this.problem('position.order', event);
    if (event.recordedAt < this.last.recordedAt) this.problem('recorded.order', event);
    this.last = event;
  }

  private checkSchema(event: StoredEvent): void {
    const definition = definitionOf(event.type);
    if (definition === undefined) this.problem('type.unknown', event);
    else if (!definition.data.safeParse(event.data).success) this.problem('schema', event);
  }

  private async checkPersonal(event: StoredEvent): Promise<void> {
    const clear: Record<string, unknown> = {};
    let readable = true;
    for (const sealed of event.personal) {
      const key = this.keys.cached(sealed.subject) ?? (await this.keys.find(sealed.subject));
      const fields = this.opened(event, sealed, key);
      if (fields === undefined) readable = false;
      else Object.assign(clear, fields);
      if (key === 'missing') this.keyless.add(sealed.subject);
    }
    const agrees = definitionOf(event.type)?.personal.safeParse(clear).success ?? true;
    if (readable && !agrees) this.problem('schema.personal', event);
  }

  private opened(event: StoredEvent, sealed: StoredEvent['personal'][number], key: KeyState) {
    try {
      return unsealed(event, sealed, key);
    } catch (error) {
      if (!(error instanceof IntegrityError)) throw error;
      this.problem('personal.altered', event);
      return undefined;
    }
  }

  private problem(kind: string, { stream, revision }: StoredEvent): void {
    this.report({ kind, where: `${stream}@${revision}` });
  }
}
