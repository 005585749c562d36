import { z } from 'zod';
import { erased, firmSubject } from '#domain/event';
import type { Event, EventDefinition, Metadata, Place, Recorded } from '#domain/event';
import { definitionOf } from '#domain/events';
import type { DomainEvent, EventNamed } from '#domain/events';
import { unstorable } from '#domain/values';
import type { EventToAppend, StoredEvent } from './event-store.js';
import { BrokenSeal, open, seal } from './personal-cipher.js';
import type { KeyState } from './subject-keys.js';
import { upcast } from './upcasters.js';

type Fields = Readonly<Record<string, unknown>>;

/** An event as read by those who need `data` only: nothing is decrypted for them. */
export type RecordedFact<E extends Event = DomainEvent> =
  E extends Event<infer T, infer D> ? { readonly type: T; readonly data: D } & Metadata & Place : never;

/** An event that agrees with its definition, with its personal fields by the subject they are about. */
export type ValidEvent = {
  readonly type: string;
  readonly data: Fields;
  readonly personalBySubject: ReadonlyMap<string, Fields>;
  readonly subjects: ReadonlyMap<string, SubjectKind>;
};
export type SubjectKind = EventNamed<'SubjectKeyCreated'>['data']['kind'];

/** The event does not agree with its definition and cannot be stored. Names fields, never their values. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
}

/** The log holds a type that this version does not know: it is older than the log, or the log is not ours. */
export class UnknownEventType extends Error {
  override readonly name = 'UnknownEventType';
}

/** What the log holds at this place is not what was written there. */
export class IntegrityError extends Error {
  override readonly name = 'IntegrityError';
  constructor(
    readonly stream: string,
    readonly revision: number,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(`${stream} at revision ${revision}: ${detail}`, options);
  }
}

/** @throws InvalidEvent */
export function validate(event: Event): ValidEvent {
  const definition = definitionOf(event.type);
  if (definition === undefined) throw new InvalidEvent(`${event.type} is not in the catalogue of events`);
  const data = agreeing(definition.data, event.data, `${event.type}.data`);
  refuseUnstorable(data, `${event.type}.data`);
  const personal = agreeing(definition.personal, event.personal, `${event.type}.personal`);
  const personalBySubject = bySubject(definition, data, personal);
  const subjects = new Map([...personalBySubject.keys()].map((subject) => [subject, kindOf(subject, data)]));
  return { type: event.type, data, personalBySubject, subjects };
}

/** `keyOf` answers for every subject of the event; fields of an erased one are not kept at all. */
export function encode(
  event: ValidEvent,
  place: { readonly stream: string; readonly id: string },
  metadata: Metadata,
  keyOf: (subjectId: string) => Buffer | 'erased',
): EventToAppend {
  const personal = [...event.personalBySubject].map(([subject, fields]) => {
    const key = keyOf(subject);
    if (key === 'erased') return { subject, cipher: '' };
    return { subject, cipher: seal(key, sealedAt(place), JSON.stringify(fields)).toString('base64') };
  });
  return { id: place.id, type: event.type, data: event.data, personal, metadata };
}

/** @throws UnknownEventType */
export function decodeFact(stored: StoredEvent): RecordedFact {
  return recorded(upcast({ type: stored.type, data: completeData(stored), personal: {} }), stored) as RecordedFact;
}

/**
 * `keyOf` is asked once for each subject with personal fields, which are few and mostly cached.
 * @throws UnknownEventType, IntegrityError
 */
export async function decode(
  stored: StoredEvent,
  keyOf: (subjectId: string) => KeyState | Promise<KeyState>,
): Promise<Recorded<DomainEvent>> {
  const data = completeData(stored);
  const personal: Record<string, unknown> = {};
  for (const { subject, cipher } of stored.personal) {
    const key = keyOf(subject);
    const fields = unsealed(stored, { subject, cipher }, typeof key === 'object' && 'then' in key ? await key : key);
    Object.assign(personal, fields ?? erasedFields(stored, subject));
  }
  const event = upcast({ type: stored.type, data, personal });
  return { ...recorded(event, stored), personal: event.personal } as Recorded<DomainEvent>;
}

/**
 * The clear fields of one subject; undefined when they cannot be read any more.
 * @throws IntegrityError
 */
export function unsealed(
  stored: StoredEvent,
  sealed: StoredEvent['personal'][number],
  key: KeyState,
): Fields | undefined {
  if (typeof key === 'string' || sealed.cipher === '') return undefined;
  try {
    const clear = open(key, sealedAt(stored), Buffer.from(sealed.cipher, 'base64'));
    return JSON.parse(clear.toString('utf8')) as Fields;
  } catch (error) {
    if (!(error instanceof BrokenSeal)) throw error;
    throw new IntegrityError(stored.stream, stored.revision, 'its personal part was altered', { cause: error });
  }
}

const sealedAt = ({ stream, id }: { readonly stream: string; readonly id: string }): string => `${stream}\n${id}`;

function agreeing(schema: z.ZodType, value: unknown, name: string): Fields {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as Fields;
  const faults = parsed.error.issues.map((issue) => `${[name, ...issue.path].join('.')}: ${issue.message}`);
  throw new InvalidEvent(faults.join('; '));
}

/** What is personal is stored as ciphertext and may hold anything. */
function refuseUnstorable(value: unknown, name: string): void {
  if (typeof value === 'string' && unstorable.test(value)) {
    throw new InvalidEvent(`${name}: no NUL and no half of a surrogate pair`);
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'string' || typeof inner === 'object') refuseUnstorable(inner, `${name}.${key}`);
  }
}

function bySubject(definition: EventDefinition, data: Fields, personal: Fields): ReadonlyMap<string, Fields> {
  const groups = new Map<string, Record<string, unknown>>();
  for (const name of Object.keys(definition.personalFields)) {
    if (personal[name] === undefined) continue;
    const subject = subjectOf(definition, name, data);
    if (subject === undefined) throw new InvalidEvent(`${definition.type}.personal.${name}: data names no subject`);
    const group = groups.get(subject);
    if (group === undefined) groups.set(subject, { [name]: personal[name] });
    else group[name] = personal[name];
  }
  return groups;
}

function subjectOf(definition: EventDefinition, field: string, data: Fields): string | undefined {
  const from = definition.personalFields[field]?.subject;
  if (from === undefined || from === firmSubject) return from;
  const subject = data[from];
  return typeof subject === 'string' ? subject : undefined;
}

function kindOf(subject: string, data: Fields): SubjectKind {
  if (subject === firmSubject) return 'firm';
  if (subject === data['customerId'] || data['subjectKind'] === 'customer') return 'customer';
  return subject === data['accountId'] ? 'account' : 'employee';
}

/** Which optional fields there were cannot be told without the key: all of the subject's are shown as erased. */
function erasedFields(stored: StoredEvent, subject: string): Fields {
  const definition = knownDefinition(stored);
  const names = Object.keys(definition.personalFields);
  return Object.fromEntries(
    names.filter((name) => subjectOf(definition, name, stored.data) === subject).map((name) => [name, erased]),
  );
}

const recorded = (event: Event, { metadata, id, stream, revision, position, recordedAt }: StoredEvent) => ({
  type: event.type,
  data: event.data,
  ...metadata,
  id,
  stream,
  revision,
  position,
  recordedAt,
});

function knownDefinition(stored: StoredEvent): EventDefinition {
  const definition = definitionOf(stored.type);
  if (definition !== undefined) return definition;
  throw new UnknownEventType(
    `${stored.stream} at revision ${stored.revision}: this version does not know ${stored.type}; start a newer one`,
  );
}

/** The data, with the defaults of fields that came after the event was stored. Not checked again: `verify` does that. */
function completeData(stored: StoredEvent): Fields {
  const missing = defaultsOf(knownDefinition(stored)).filter(([name]) => stored.data[name] === undefined);
  return missing.length === 0 ? stored.data : { ...stored.data, ...Object.fromEntries(missing) };
}

type Defaults = readonly (readonly [field: string, value: unknown])[];
const knownDefaults = new Map<string, Defaults>();

function defaultsOf(definition: EventDefinition): Defaults {
  const known = knownDefaults.get(definition.type);
  if (known !== undefined) return known;
  const defaults = Object.entries(definition.data.shape).flatMap(([name, schema]) => {
    const absent = z.safeParse(schema, undefined);
    return absent.success && absent.data !== undefined ? [[name, absent.data] as const] : [];
  });
  knownDefaults.set(definition.type, defaults);
  return defaults;
}
