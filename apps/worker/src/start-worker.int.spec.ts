import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { approvalLevelReached, approvalRequested } from '#domain/approval/approval.events';
import { approvalDecider } from '#domain/approval/approval.decider';
import { exportRequested } from '#domain/export/export.events';
import { approvalChainsPublished } from '#domain/policy/policy.events';
import { streams } from '#domain/streams';
import { handleCommand } from '#event-store/handle-command';
import type { EventToRecord } from '#event-store/log';
import { migrateQueue } from '#jobs/migrate-queue';
import { openQueue } from '#jobs/open-queue';
import type { JobQueue } from '#jobs/open-queue';
import { createLogger } from '#platform/logger';
import { createPool } from '#platform/postgres';
import { prepareReadModel } from '#read-model/checkpoints';
import { projections } from '#read-model/projections';
import { runProjections } from '#read-model/run-projections';
import { metadataBy } from '#test/support/log';
import { until } from '#test/support/until';
import { startWorker } from './start-worker.js';
import { scoredLog } from './testing/scored-log.js';
import type { ScoredLog } from './testing/scored-log.js';
import { tinyEngine } from './testing/tiny-engine.js';

const hourMs = 3_600_000;
const shown = projections.filter(({ name }) => ['approvals', 'exports', 'policies'].includes(name));
const requestedAt = new Date().toISOString();

describe('the worker', () => {
  let firm: ScoredLog;
  let projector: { stop(): Promise<void> };
  /** How far the worker's clock is ahead of the server's. */
  let hoursAhead = 0;
  const running: { stop(): Promise<void> }[] = [];

  beforeAll(async () => {
    firm = await scoredLog();
    await firm.publish('on');
    const migrator = createPool({ url: firm.url, role: 'migrator' });
    const session = await migrator.connect();
    await migrateQueue(session);
    session.release();
    await migrator.end();
    await prepareReadModel(firm.pool, shown);
    projector = runProjections({
      pool: firm.pool,
      source: firm.log,
      projections: shown,
      observer: { committed: () => undefined, stopped: () => undefined },
      onFailure: () => undefined,
    });
    // Not what was pinned when the exports of these tests were requested.
    const chains = { chains: [], exportRowCap: 1_000, exportGrantHours: 100, version: 1, effectiveFrom: requestedAt };
    await firm.log.append(
      streams.policy('approval-chains'),
      'none',
      [approvalChainsPublished.of(chains)],
      metadataBy('admin'),
    );
  });
  afterEach(async () => {
    for (const each of running.splice(0).reverse()) await each.stop();
    hoursAhead = 0;
  });
  afterAll(async () => {
    await projector.stop();
    await firm.close();
  });

  const openTestQueue = async (): Promise<JobQueue> => {
    const queue = await openQueue({ backend: { kind: 'postgres', url: firm.url }, onError: () => undefined });
    running.push({ stop: () => queue.close() });
    return queue;
  };
  const start = async (sweepEveryMs: number): Promise<JobQueue> => {
    const queue = await openTestQueue();
    const worker = await startWorker({
      log: firm.log,
      pool: firm.pool,
      queue,
      createEngine: tinyEngine('tiny-1'),
      logger: createLogger('silent'),
      clock: () => new Date(Date.now() + hoursAhead * hourMs),
      sweepEveryMs,
    });
    running.push(worker);
    return queue;
  };
  const typesOf = async (stream: string) => {
    const types: string[] = [];
    for await (const event of firm.log.facts.readStream(stream)) types.push(event.type);
    return types;
  };

  it('raises an alert as soon as it is woken', async () => {
    const employee = randomUUID();
    const queue = await start(60_000);
    // The sweep of the start is over once it has scored this.
    await firm.view(employee, 150);
    queue.wake('score');
    await until(async () => (await typesOf(streams.alert(`${employee}-1`))).length === 1);
    const startedAt = performance.now();
    await firm.view(employee, 200);
    queue.wake('score');
    await until(async () => (await typesOf(streams.alert(`${employee}-1`))).length === 2);
    // A sweep would come after a minute.
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it('finds what no wake-up announced, with every job of the queue wiped', async () => {
    const employee = randomUUID();
    const asking = await openTestQueue();
    await firm.view(employee, 150);
    asking.wake('score');
    await until(async () => (await asking.counts()).waiting === 1);
    await firm.pool.query('delete from bullmq.job');
    await start(50);
    await until(async () => (await typesOf(streams.alert(`${employee}-1`))).length === 1);
    await firm.view(employee, 200);
    await until(async () => (await typesOf(streams.alert(`${employee}-1`))).length === 2);
  });

  it('escalates an approval when its time is over, lets it expire the second time, and refuses its export', async () => {
    const { approval, exported } = await requestExport();
    await start(20);
    hoursAhead = 1.01;
    await until(async () => (await typesOf(approval)).includes('ApprovalEscalated'));
    hoursAhead = 2.02;
    await until(async () => (await typesOf(exported)).includes('ExportRefused'));
    expect(await typesOf(approval)).toEqual(['ApprovalRequested', 'ApprovalEscalated', 'ApprovalExpired']);
    expect(await typesOf(exported)).toEqual(['ExportRequested', 'ExportRefused']);
  });

  it('grants an export when its approval is granted, and ends the grant when its time is over', async () => {
    const { approval, exported } = await requestExport();
    await start(20);
    await decide(approval, 'approve');
    await until(async () => (await typesOf(exported)).includes('ExportGranted'));
    hoursAhead = 1.9;
    await delay(100);
    expect(await typesOf(exported)).toEqual(['ExportRequested', 'ExportGranted']);
    hoursAhead = 2.01;
    await until(async () => (await typesOf(exported)).includes('ExportExpired'));
    expect(await typesOf(exported)).toEqual(['ExportRequested', 'ExportGranted', 'ExportExpired']);
  });

  it.each([
    ['reject', 'ExportRefused'],
    ['return', 'ExportReturned'],
  ] as const)('lets an export follow an approval that ends with %s, and once', async (decision, outcome) => {
    const { approval, exported } = await requestExport();
    await Promise.all([start(20), decide(approval, decision)]);
    await until(async () => (await typesOf(exported)).includes(outcome));
    await delay(100);
    expect(await typesOf(exported)).toEqual(['ExportRequested', outcome]);
  });

  it('does what else is due when one thing cannot be done', async () => {
    // Due first, and for ever: no decider makes anything of a stream that begins so.
    const broken = approvalLevelReached.of({ approvalId: randomUUID(), level: 1, expiresAt: requestedAt });
    await requestExport([broken]);
    const { approval } = await requestExport();
    await start(20);
    hoursAhead = 1.01;
    await until(async () => (await typesOf(approval)).includes('ApprovalEscalated'));
  });

  it('does what else is due when more than it does at once cannot be done', async () => {
    const broken = () => approvalLevelReached.of({ approvalId: randomUUID(), level: 1, expiresAt: requestedAt });
    await Promise.all(Array.from({ length: 201 }, () => requestExport([broken()])));
    const { approval } = await requestExport();
    await start(20);
    hoursAhead = 1.01;
    await until(async () => (await typesOf(approval)).includes('ApprovalEscalated'));
  });

  const requestExport = async (before: readonly EventToRecord[] = []) => {
    const [exportId, approvalId, requestedBy] = [randomUUID(), randomUUID(), randomUUID()];
    const [approval, exported] = [streams.approval(approvalId), streams.export(exportId)];
    const requester = { requestedBy, requestedByAccount: `account-of-${requestedBy}` };
    const request = exportRequested.of(
      {
        ...requester,
        exportId,
        approvalId,
        filter: {},
        fields: ['contact.email'],
        format: 'csv',
        rows: 1,
        leftOut: 0,
        highestSensitivity: 'internal',
        setRoot: 'root',
        policyVersion: 1,
        grantHours: 2,
      },
      { purpose: 'a mailing to customers', recipient: 'the printer' },
    );
    await firm.log.append(exported, 'none', [request], metadataBy('requester'));
    const level = { name: 'manager', mode: 'any', approvers: { role: 'manager' }, expiresAfterHours: 1 } as const;
    const asked = approvalRequested.of({
      ...requester,
      approvalId,
      subject: { type: 'export', id: exportId },
      facts: { rows: 1, highestSensitivity: 'internal', requesterDeparting: false, requesterTeam: 'north' },
      levels: [{ ...level, escalateTo: { role: 'security_officer' } }],
      chainsVersion: 1,
      expiresAt: new Date(Date.parse(requestedAt) + hourMs).toISOString(),
    });
    await firm.log.append(approval, 'none', [...before, asked], metadataBy('requester'));
    return { approval, exported };
  };
  const decide = (stream: string, decision: 'approve' | 'reject' | 'return') => {
    const by = { accountId: 'manager-account', employeeId: 'manager', departing: false };
    return handleCommand(firm.log, approvalDecider, {
      stream,
      command: {
        type: 'DecideStep',
        by,
        decision,
        reason: 'as agreed',
        requesterHasLeft: false,
        approversOf: () => [by],
        now: requestedAt,
      },
      metadata: metadataBy('manager-account'),
    });
  };
});
