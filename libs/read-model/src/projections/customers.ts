import { erased } from '#domain/event';
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
    revision: 'integer',
  },
  key: ['customer_id'],
  indexes: [
    ['developed_by', 'customer_id'],
    ['assigned_to', 'customer_id'],
  ],
});

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
      customers.update({ customer_id: data.subjectId }, { name: erased, external_ids: erased, details: erased }),
    ],
  },
};
