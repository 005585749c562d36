// Appends through @event-driven-io/emmett-postgresql. A process of its own: creating its pool changes how `pg` parses
// numbers everywhere in the process. Told what to do by lines `{"appends", "writers", "batch"}` on its input, it
// answers each with a line `{"events", "ms"}`.
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';

const [url, data, metadata] = process.argv.slice(2);
const store = getPostgreSQLEventStore(url, { schema: { autoMigration: 'None' } });
await store.schema.migrate();
const event = () => ({ type: 'CustomerRecordViewed', data: JSON.parse(data), metadata: JSON.parse(metadata) });

async function write(appends, batch) {
  const stream = `access-${randomUUID()}`;
  for (let turn = 0; turn < appends; turn++) {
    const expectedStreamVersion = turn === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(turn * batch);
    await store.appendToStream(stream, Array.from({ length: batch }, event), { expectedStreamVersion });
  }
}

console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const { appends, writers, batch } = JSON.parse(line);
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: writers }, () => write(appends / writers, batch)));
  console.log(JSON.stringify({ events: appends * batch, ms: performance.now() - startedAt }));
}
await store.close();
