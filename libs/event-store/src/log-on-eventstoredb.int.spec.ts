import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { streams } from '#domain/streams';
import { newId } from '#platform/ids';
import { createLogger } from '#platform/logger';
import { startEventStoreDbServer } from '#test/support/eventstoredb-server/server';
import { hired } from '#test/support/hired';
import { metadataBy, testLog } from '#test/support/log';
import type { TestLog } from '#test/support/log';
import { until } from '#test/support/until';
import { eraseSubject } from './erase.js';
import { startSealer } from './seal.js';
import { verifyLog } from './verify.js';

let server: Awaited<ReturnType<typeof startEventStoreDbServer>>;
let opened: TestLog;
beforeAll(async () => {
  server = await startEventStoreDbServer();
  opened = await testLog({ eventStoreUrl: server.url });
});
afterAll(async () => {
  await opened.close();
  server.kill();
});

describe('the log on EventStoreDB', () => {
  it('keeps what seals, erasure and verification rely on, as the one on PostgreSQL does', async () => {
    const by = metadataBy('acc1');
    const ids = Array.from({ length: 20 }, newId);
    for (const id of ids)
      await opened.log.append(streams.employee(id), 'none', [hired(id, {}, { name: '李小龙' })], by);
    const [erasedId = '', keptId = ''] = ids;
    await eraseSubject(opened, erasedId, 'asked for it', by);

    const head = await opened.log.store.head();
    const policy = { maxEvents: 7, maxAgeMs: 0, quietMs: 0, minGapMs: 0 };
    const sealer = startSealer({ log: opened.log, clock: () => new Date(), logger: createLogger('silent'), policy });
    const verified = () => verifyLog({ store: opened.log.store, keys: opened.keys });
    await until(async () => (await verified()).sealedThrough >= head);
    await sealer.stop();

    expect(await verified()).toMatchObject({ ok: true, problems: [] });
    const names: unknown[] = [];
    for (const id of [erasedId, keptId]) {
      for await (const event of opened.log.readStream(streams.employee(id))) names.push(event.personal);
    }
    expect(names).toMatchObject([{ name: '[erased]' }, { name: '李小龙' }]);
  });
});
