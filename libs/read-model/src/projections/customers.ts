import { erased } from '#domain/event';
import type { Recorded } from '#domain/event';
import type { EventNamed } from '#domain/events';
import { folded } from '../folded.js';
import type { Projection } from '../projection.js';
import { defineTable } from '../table.js';

const customers = defineTable('customers', {
  columns: {
    customer_id: 'text',
    developed_by: 'text',
    assigned_to: 'text',
    sensitivity: 'text',
    /** Which fields exist, by kind. */
    fields: 'jsonb',
    name: 'text',
    external_ids: 'jsonb',
    /** Clear values by kind and field. */
    details: 'jsonb',
    /** Name and details as a search compares them. */
    search_name: 'text',
    search_details: 'jsonb',
    revision: 'integer',
  },
  key: ['customer_id'],
  indexes: [
    ['developed_by', 'customer_id'],
    ['assigned_to', 'customer_id'],
  ],
});

type Clear = Recorded<EventNamed<'CustomerRegistered'>>['personal'];
const searchable = ({ name, details }: Clear) => ({
  search_name: name === erased ? null : folded(name),
  search_details: details === erased ? null : mapLeaves(details, folded),
});

const mapLeaves = (details: Exclude<Clear['details'], string>, change: (text: string) => string) =>
  Object.fromEntries(
    Object.entries(details).map(([kind, fields]) => [
      kind,
      Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, change(value)])),
    ]),
  );

export const customersProjection: Projection = {
  name: 'customers',
  version: 1,
  tables: [customers],
  on: {
    CustomerRegistered: ({ data, personal, revision }) => [
      customers.set(
        { customer_id: data.customerId },
        {
          developed_by: data.developedBy,
          assigned_to: data.assignedTo,
          sensitivity: data.sensitivity,
          fields: data.fields,
          name: personal.name,
          external_ids: personal.externalIds,
          details: personal.details,
          ...searchable(personal),
          revision,
        },
      ),
    ],
    CustomerDetailsChanged: ({ data, personal, revision }) => [
      customers.update(
        { customer_id: data.customerId },
        {
          fields: data.fields,
          name: personal.name,
          external_ids: personal.externalIds,
          details: personal.details,
          ...searchable(personal),
          revision,
        },
      ),
    ],
    CustomerAssigned: ({ data, revision }) => [
      customers.update({ customer_id: data.customerId }, { assigned_to: data.to, revision }),
    ],
    InformationClassified: ({ data, revision }) => [
      customers.update({ customer_id: data.customerId }, { sensitivity: data.level, revision }),
    ],
    SubjectKeyDestroyed: ({ data }) => [
      customers.update(
        { customer_id: data.subjectId },
        { name: erased, external_ids: erased, details: erased, search_name: null, search_details: null },
      ),
    ],
  },
};
