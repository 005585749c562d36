import { findCustomers } from '#read-model/queries/customers';
import { liftedSubjects } from '#read-model/queries/pseudonyms';
import { subjectsOf } from '#read-model/subjects-of';
import type { Queryable } from '#read-model/sql';
import type { Person } from '../http/principal.js';
import { labelsFor } from '../labels/labels.js';
import type { Envelope } from './envelopes.js';

/** Of an event about more than so many, the first are named. */
const mostNamed = 20;

/**
 * Events with the employees and customers that each is about, by the label that the reader sees them under: a
 * pseudonym, or the name of whom the reader has lifted.
 */
export async function nameSubjects(
  { pool }: { readonly pool: Queryable },
  reader: Person,
  envelopes: readonly Envelope[],
  now: string,
) {
  const subjects = envelopes.map((envelope) => subjectsOf(envelope).slice(0, mostNamed));
  const all = [...new Set(subjects.flat())];
  const lifted = await liftedSubjects(pool, reader.accountId, all, now);
  const [employee, customers] = await Promise.all([
    labelsFor({ pool }, reader, all, now),
    lifted.size === 0 ? [] : findCustomers(pool, [...lifted.keys()]),
  ]);
  const customer = new Map(customers.map(({ id, name }) => [id, name]));
  const named = (id: string) => ({ id, label: customer.get(id) ?? employee(id) });
  return envelopes.map((envelope, index) => ({ ...envelope, about: (subjects[index] ?? []).map(named) }));
}
