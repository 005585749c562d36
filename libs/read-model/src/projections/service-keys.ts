import type { Projection } from '../projection.js';
import { defineTable } from '../table.js';

const serviceKeys = defineTable('service_keys', {
  columns: {
    key_id: 'text',
    name: 'text',
    scopes: 'text[]',
    key_hash: 'text',
    history_until: 'timestamptz',
    issued_by: 'text',
    issued_at: 'timestamptz',
    revoked_at: 'timestamptz',
    revision: 'integer',
  },
  key: ['key_id'],
  secrets: ['key_hash'],
});

export const serviceKeysProjection: Projection = {
  name: 'service-keys',
  version: 1,
  tables: [serviceKeys],
  on: {
    ServiceKeyIssued: ({ data, actor, recordedAt, revision }) => [
      serviceKeys.set(
        { key_id: data.keyId },
        {
          name: data.name,
          scopes: data.scopes,
          key_hash: data.keyHash,
          history_until: data.historyUntil,
          issued_by: actor,
          issued_at: recordedAt,
          revision,
        },
      ),
    ],
    ServiceKeyRevoked: ({ data, recordedAt, revision }) => [
      serviceKeys.update({ key_id: data.keyId }, { revoked_at: recordedAt, revision }),
    ],
  },
};
