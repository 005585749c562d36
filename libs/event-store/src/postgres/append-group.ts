import type { ClientBase } from 'pg';
import { EventIdTaken, WrongExpectedRevision } from '../event-store.js';
import type { Appended, EventToAppend, ExpectedRevision } from '../event-store.js';
import { asText, positionOf } from './rows.js';
import { textArray } from './text-array.js';

export type SerialisedEvent = Pick<EventToAppend, 'id' | 'type'> & {
  readonly data: string;
  readonly personal: string | null;
  readonly metadata: string;
};
export type Append = {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly SerialisedEvent[];
};

const codeOf = (expected: ExpectedRevision): number => {
  switch (expected) {
    case 'none':
      return -1;
    case 'any':
      return -2;
    case 'exists':
      return -3;
  }
  return expected;
};

const statements = {
  group: { name: 'append', text: 'select log.append($1, $2, $3, $4, $5, $6, $7, $8)' },
  one: { name: 'append one', text: 'select log.append_one($1, $2, $3, $4, $5, $6, $7, $8)' },
} as const;

/**
 * Writes a group in one transaction.
 * @returns an answer for each member, in order: where it stands, or why it alone was refused
 */
export async function writeGroup(
  connection: Pick<ClientBase, 'query'>,
  group: readonly Append[],
  clock: string | null,
): Promise<readonly (Appended | Error)[]> {
  const [first] = group;
  const result = await connection
    .query<[string]>({ ...callFor(group, clock), rowMode: 'array', types: asText })
    .catch((error: unknown) => {
      // One event alone is written before its id is looked for, and then the index refuses it.
      if (first !== undefined && group.length === 1 && isTakenId(error)) throw new EventIdTaken(first.stream);
      throw error;
    });
  const answers = result.rows[0]?.[0].slice(1, -1).split(',') ?? [];
  return group.map((append, index) => answerOf(append, answers.slice(index * 3, index * 3 + 3)));
}

function callFor(group: readonly Append[], clock: string | null) {
  const [first] = group;
  const [alone] = first?.events ?? [];
  if (group.length === 1 && first !== undefined && first.events.length === 1 && alone !== undefined) {
    const { id, type, data, personal, metadata } = alone;
    const values = [first.stream, codeOf(first.expected), id, type, data, personal, metadata, clock];
    return { ...statements.one, values };
  }
  const streams = [...new Set(group.map((append) => append.stream))];
  const indexOf = new Map(streams.map((stream, index) => [stream, index + 1]));
  const events = group.flatMap((append) => append.events);
  const values = [
    textArray(streams),
    `{${group.map((append) => [indexOf.get(append.stream), codeOf(append.expected), append.events.length].join()).join()}}`,
    events.map((event) => event.id),
    textArray(events.map((event) => event.type)),
    textArray(events.map((event) => event.data)),
    textArray(events.map((event) => event.personal)),
    textArray(events.map((event) => event.metadata)),
    clock,
  ];
  return { ...statements.group, values };
}

function answerOf(append: Append, [outcome, revision, position]: readonly string[]): Appended | Error {
  if (revision === undefined || position === undefined)
    return new Error('the log answered for fewer appends than it got');
  if (outcome === '0') return { revision: Number(revision), position: positionOf(position) };
  if (outcome === '1')
    return new WrongExpectedRevision(append.stream, append.expected, revision === '-1' ? 'none' : Number(revision));
  return new EventIdTaken(append.stream);
}

const isTakenId = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'event_id_key';
