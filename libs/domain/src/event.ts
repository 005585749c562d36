import { z } from 'zod';

/** What a reader sees in place of a personal field whose key was destroyed. */
export const erased = '[erased]';
type Erased = typeof erased;

/** Firm-level free text belongs to no person; its key has this subject id. */
export const firmSubject = 'firm';

/** A field that is stored encrypted under the key of one data subject. */
export type PersonalField<S extends z.ZodType = z.ZodType> = {
  /** The `data` field that holds the subject's id, or `firm`. */
  readonly subject: string;
  readonly schema: S;
};
export const personal = <S extends z.ZodType>(subject: string, schema: S): PersonalField<S> => ({ subject, schema });

/** `keyof` it is `never`: an event type without personal fields. */
// oxlint-disable-next-line typescript/no-generated-empty-object-type -- empty is what it says
type NoPersonalFields = Readonly<Record<never, PersonalField>>;

type DataOf<D extends z.ZodRawShape> = Readonly<z.output<z.ZodObject<D, z.core.$strict>>>;
type PersonalShape = Readonly<Record<string, PersonalField>>;
type SchemasOf<P extends PersonalShape> = { [K in keyof P]: P[K]['schema'] };
type PersonalOf<P extends PersonalShape> = Readonly<z.output<z.ZodObject<SchemasOf<P>, z.core.$strict>>>;

/** A fact. Deciders, features and hashes read `data` only; `personal` is stored encrypted, per subject. */
export type Event<T extends string = string, D = unknown, P = unknown> = {
  readonly type: T;
  readonly data: D;
  readonly personal: P;
};

/**
 * An event type as a value: its name, the schema of its `data`, and its personal fields.
 * Register each in `events.ts`; a stored type is never renamed or removed (house style: versioning).
 */
export type EventDefinition<
  T extends string = string,
  D extends z.ZodRawShape = z.ZodRawShape,
  P extends PersonalShape = PersonalShape,
> = {
  readonly type: T;
  readonly data: z.ZodObject<D, z.core.$strict>;
  readonly personalFields: P;
  readonly personal: z.ZodObject<SchemasOf<P>, z.core.$strict>;
  /** Builds the event; pass `personal` when the type has required personal fields. */
  of(
    data: z.input<z.ZodObject<D, z.core.$strict>>,
    ...personal: PersonalArgument<P>
  ): Event<T, DataOf<D>, PersonalOf<P>>;
};

type PersonalArgument<P extends PersonalShape> =
  Record<string, never> extends z.input<z.ZodObject<SchemasOf<P>, z.core.$strict>>
    ? [personal?: z.input<z.ZodObject<SchemasOf<P>, z.core.$strict>>]
    : [personal: z.input<z.ZodObject<SchemasOf<P>, z.core.$strict>>];

export function defineEvent<
  const T extends string,
  D extends z.ZodRawShape,
  P extends PersonalShape = NoPersonalFields,
>(type: T, data: D, personalFields?: P): EventDefinition<T, D, P> {
  const fields = personalFields ?? ({} as P);
  const dataSchema = z.strictObject(data);
  const personalSchema = z.strictObject(
    Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.schema])) as SchemasOf<P>,
  );
  return {
    type,
    data: dataSchema,
    personalFields: fields,
    personal: personalSchema,
    of: (given, ...[givenPersonal]) => ({
      type,
      data: dataSchema.parse(given),
      personal: personalSchema.parse(givenPersonal ?? {}),
    }),
  };
}

/** The event that a definition describes. */
export type EventOf<Definition> =
  Definition extends EventDefinition<infer T, infer D, infer P> ? Event<T, DataOf<D>, PersonalOf<P>> : never;

/** Who caused an event, when, and in answer to what. Ids only. */
export type Metadata = {
  /** When it happened, as claimed by whoever reported it. */
  readonly occurredAt: string;
  /** Account, service key, or `system:<part>`. */
  readonly actor: string;
  readonly onBehalfOf?: string;
  readonly channel: string;
  /** `witnessed`: Bookward saw it. `claimed`: another system says so. */
  readonly trust: 'witnessed' | 'claimed';
  readonly correlationId: string;
  readonly causationId?: string;
  readonly policyVersion?: number;
  /** Of the request body, under a key of the deployment: for the idempotency of creating commands. */
  readonly bodyHash?: string;
};

/** Where and when the log holds an event. */
export type Place = {
  readonly id: string;
  readonly stream: string;
  /** 0 for a stream's first event. */
  readonly revision: number;
  /** Opaque; positions of one log compare as strings, in log order. */
  readonly position: string;
  /** When the log accepted it: assigned by us, never falls along the log. */
  readonly recordedAt: string;
};

/** Personal fields as read back: each is the value, or `[erased]` once its subject's key is destroyed. */
type Readable<P> = { readonly [K in keyof P]: P[K] | Erased };

/** An event as read from the log. */
export type Recorded<E extends Event = Event> =
  E extends Event<infer T, infer D, infer P>
    ? { readonly type: T; readonly data: D; readonly personal: Readable<P> } & Metadata & Place
    : never;
