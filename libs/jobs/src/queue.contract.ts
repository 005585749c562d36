import { afterEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { until } from '#test/support/until';
import type { QueueBackend } from './backend.js';
import type { Handlers } from './jobs.js';
import { openQueue } from './open-queue.js';
import type { JobQueue } from './open-queue.js';

/** What every backend of the queue must do; each spec of a backend calls it with a running server. */
export function describeQueue(backend: () => QueueBackend): void {
  const opened: JobQueue[] = [];
  const open = async (queueName: string): Promise<JobQueue> => {
    const queue = await openQueue({ backend: backend(), queueName, onError: () => undefined, wakeIntervalMs: 5 });
    opened.push(queue);
    return queue;
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((queue) => queue.close()));
  });

  describe('a wake-up', () => {
    it('runs the handler of its name, from another process', async () => {
      const name = queueName();
      const [asking, working] = await Promise.all([open(name), open(name)]);
      const ran = recorder();
      await working.work(ran.handlers);
      asking.wake('due');
      await until(() => ran.calls.length === 1);
      expect(ran.calls).toEqual(['due']);
    });

    it('waits for a worker to come', async () => {
      const name = queueName();
      const asking = await open(name);
      asking.wake('score');
      await until(async () => (await asking.counts()).waiting === 1);
      const ran = recorder();
      await (await open(name)).work(ran.handlers);
      await until(() => ran.calls.length === 1);
      expect(await asking.counts()).toEqual({ backend: backend().kind, waiting: 0, failed: 0 });
    });

    it('is one job however often it is asked for while none runs', async () => {
      const name = queueName();
      const [one, other] = await Promise.all([open(name), open(name)]);
      for (let i = 0; i < 200; i += 1) {
        one.wake('score');
        other.wake('score');
        await delay(1);
      }
      await until(async () => (await one.counts()).waiting >= 1);
      expect((await one.counts()).waiting).toBe(1);
    });

    it('that comes while its job runs is followed by another run, not by one for each', async () => {
      const queue = await open(queueName());
      const gate = openable();
      let runs = 0;
      await queue.work({
        ...recorder().handlers,
        score: async () => {
          runs += 1;
          if (runs === 1) await gate.opened;
        },
      });
      queue.wake('score');
      await until(() => runs === 1);
      for (let i = 0; i < 20; i += 1) {
        queue.wake('score');
        await delay(2);
      }
      expect(runs).toBe(1);
      gate.open();
      await until(() => runs >= 2);
      await until(async () => (await queue.counts()).waiting === 0);
      // The last of the twenty may still have been under way when the first run ended.
      expect(runs).toBeLessThanOrEqual(3);
    });

    it('does not wait for a job of another name', async () => {
      const queue = await open(queueName());
      const gate = openable();
      const ran = recorder();
      await queue.work({ ...ran.handlers, score: () => gate.opened });
      queue.wake('score');
      queue.wake('due');
      await until(() => ran.calls.includes('due'));
      gate.open();
    });

    it('whose handler fails is tried again', async () => {
      const queue = await open(queueName());
      let runs = 0;
      await queue.work({
        ...recorder().handlers,
        due: async () => {
          runs += 1;
          if (runs === 1) throw new Error('the first attempt fails');
        },
      });
      queue.wake('due');
      await until(() => runs === 2);
      expect((await queue.counts()).failed).toBe(0);
    });
  });

  it('counts what was given up, and goes on', async () => {
    const queue = await open(queueName());
    let broken = true;
    let runs = 0;
    await queue.work({
      ...recorder().handlers,
      due: async () => {
        if (broken) throw new Error('always');
        runs += 1;
      },
    });
    queue.wake('due');
    await until(async () => (await queue.counts()).failed === 1);
    broken = false;
    queue.wake('due');
    await until(() => runs === 1);
  });

  it('lets a running handler finish before it closes', async () => {
    const queue = await open(queueName());
    const started = openable();
    let finished = false;
    await queue.work({
      ...recorder().handlers,
      due: async () => {
        started.open();
        await delay(100);
        finished = true;
      },
    });
    queue.wake('due');
    await started.opened;
    await queue.close();
    expect(finished).toBe(true);
  });
}

const queueName = () => `contract-${randomUUID()}`;

function recorder(): { readonly calls: string[]; readonly handlers: Handlers } {
  const calls: string[] = [];
  return {
    calls,
    handlers: {
      score: async () => {
        calls.push('score');
      },
      due: async () => {
        calls.push('due');
      },
    },
  };
}

function openable(): { readonly opened: Promise<void>; open(): void } {
  let open = () => undefined as void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
