import { sensitivities } from '#domain/values';
import type { Kind, Sensitivity } from '#domain/values';
import { folded } from '../folded.js';
import { rowsOf } from '../sql.js';
import type { Queryable } from '../sql.js';
import { pageOf } from './page.js';
import type { Page, PageRequest } from './page.js';
import { Where } from './where.js';

type Details = { readonly [K in Kind]?: Readonly<Record<string, string>> };

/** A customer in clear: masking is the caller's. Name and details are `[erased]` once its key is destroyed. */
export type CustomerRecord = {
  readonly id: string;
  readonly name: string;
  readonly developedBy: string;
  readonly assignedTo: string;
  readonly sensitivity: Sensitivity;
  readonly fields: { readonly [K in Kind]?: readonly string[] };
  readonly externalIds: Readonly<Record<string, string>> | string;
  readonly details: Details | string;
  readonly revision: number;
};

/** Customers developed by or assigned to one of these people, or everybody's. */
export type Holders = readonly string[] | 'all';

/** In the order of their ids. */
export function listCustomers(db: Queryable, holders: Holders, page: PageRequest): Promise<Page<CustomerRecord>> {
  return customerPage(db, heldBy(new Where(), holders), page);
}

/**
 * Customers whose name, or a field of one of `clearKinds`, holds `q`. Those above the ceiling are not searched: a hit
 * would tell what they hold.
 */
export function searchCustomers(
  db: Queryable,
  search: {
    readonly holders: Holders;
    readonly q: string;
    readonly clearKinds: readonly Kind[];
    readonly ceiling: Sensitivity;
  },
  page: PageRequest,
): Promise<Page<CustomerRecord>> {
  const where = heldBy(new Where(), search.holders).and('sensitivity = any($1)', upTo(search.ceiling));
  where.and(
    `(position($1 in search_name) > 0 or exists (
       select from jsonb_each(search_details) as k(kind, fields), jsonb_each_text(k.fields) as f(field, value)
       where k.kind = any($2) and position($1 in f.value) > 0))`,
    folded(search.q),
    search.clearKinds,
  );
  return customerPage(db, where, page);
}

export async function findCustomer(db: Queryable, id: string): Promise<CustomerRecord | undefined> {
  return (await select(db, new Where().and('customer_id = $1', id), 1))[0];
}

export const findCustomers = (db: Queryable, ids: readonly string[]): Promise<readonly CustomerRecord[]> =>
  select(db, new Where().and('customer_id = any($1)', ids), ids.length);

export type ExportedSet = {
  readonly holders: Holders;
  readonly ids?: readonly string[] | undefined;
  /** Assigned to one of these people. */
  readonly assignedTo?: readonly string[] | undefined;
  readonly sensitivity?: Sensitivity | undefined;
};

/** Ids and levels of what an export's filter selects among the holders' customers, in the order of ids. */
export function selectForExport(
  db: Queryable,
  set: ExportedSet,
  limit: number,
): Promise<readonly Pick<CustomerRecord, 'id' | 'sensitivity' | 'developedBy' | 'assignedTo'>[]> {
  const where = selectedBy(set);
  return rowsOf(
    db,
    `select customer_id as id, sensitivity, developed_by as "developedBy", assigned_to as "assignedTo"
     from read.customers ${where.clause} order by customer_id limit ${where.param(limit)}`,
    where.values,
  );
}

/** Names `<kind>.<field>` that the selected customers up to the ceiling have among these kinds, in their order. */
export async function fieldsForExport(
  db: Queryable,
  set: ExportedSet,
  { kinds, ceiling }: { readonly kinds: readonly Kind[]; readonly ceiling: Sensitivity },
): Promise<readonly string[]> {
  const where = selectedBy(set).and('sensitivity = any($1)', upTo(ceiling)).and('k.kind = any($1)', kinds);
  const rows = await rowsOf<{ name: string }>(
    db,
    `select distinct k.kind || '.' || f.field as name
     from read.customers, jsonb_each(fields) as k(kind, names), jsonb_array_elements_text(k.names) as f(field)
     ${where.clause} order by name`,
    where.values,
  );
  return rows.map(({ name }) => name);
}

const selectedBy = ({ holders, ids, assignedTo, sensitivity }: ExportedSet): Where =>
  heldBy(new Where(), holders)
    .ifGiven('customer_id = any($1)', ids)
    .ifGiven('assigned_to = any($1)', assignedTo)
    .ifGiven('sensitivity = $1', sensitivity);

export type Portfolio = { readonly customers: number; readonly developed: number; readonly assigned: number };

export async function countPortfolio(db: Queryable, employeeId: string): Promise<Portfolio> {
  const [counts] = await rowsOf<Portfolio>(
    db,
    `select count(*) as customers, count(*) filter (where developed_by = $1) as developed,
       count(*) filter (where assigned_to = $1) as assigned
     from read.customers where developed_by = $1 or assigned_to = $1`,
    [employeeId],
  );
  return counts ?? { customers: 0, developed: 0, assigned: 0 };
}

/** Everything assigned to a person now, for a hand-over. */
export async function assignedCustomerIds(db: Queryable, employeeId: string): Promise<readonly string[]> {
  const rows = await rowsOf<{ id: string }>(
    db,
    'select customer_id as id from read.customers where assigned_to = $1 order by customer_id',
    [employeeId],
  );
  return rows.map(({ id }) => id);
}

const upTo = (ceiling: Sensitivity): readonly Sensitivity[] =>
  sensitivities.slice(0, sensitivities.indexOf(ceiling) + 1);

const heldBy = (where: Where, holders: Holders): Where =>
  holders === 'all' ? where : where.and('(developed_by = any($1) or assigned_to = any($1))', holders);

async function customerPage(db: Queryable, where: Where, page: PageRequest): Promise<Page<CustomerRecord>> {
  const rows = await select(db, where.after(['customer_id'], page.after), page.limit + 1);
  return pageOf(rows, page, ({ id }) => [id]);
}

const select = (db: Queryable, where: Where, limit: number): Promise<readonly CustomerRecord[]> =>
  rowsOf<CustomerRecord>(
    db,
    `select customer_id as id, name, developed_by as "developedBy", assigned_to as "assignedTo", sensitivity, fields,
       external_ids as "externalIds", details, revision
     from read.customers ${where.clause} order by customer_id limit ${where.param(limit)}`,
    where.values,
  );
