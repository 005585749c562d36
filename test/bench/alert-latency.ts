import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { derivedId, namespaces } from '#platform/ids';
import { startBookward } from '../support/bookward.js';
import { openBenchFirm } from '../support/bench-firm.js';
import { eventually, type Person } from '../support/person.js';
import { mustEnd } from '../support/told-to-stop.js';
import { median, percentile, type Benchmark } from './harness.js';

const people = 200;
const perSecond = 200;
const batchEveryMs = 50;

/**
 * From activity handed in to the alert on the officer's screen, everything in one process: 200 people at 200
 * activities a second, each of whom touches a canary once. Latency runs from sending the batch until `GET` of the
 * alert that the live stream announced has answered.
 */
export const alertLatency: Benchmark = {
  name: 'alert-latency',
  run: async ({ rounds }) => {
    const p50: number[] = [];
    const p99: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const latencies = await measureRound();
      p50.push(percentile(latencies, 50));
      p99.push(percentile(latencies, 99));
    }
    const figures = { p50Ms: median(p50), p99Ms: median(p99) };
    return {
      figures,
      bars: [
        { name: 'activity in to alert visible, p50 ms', value: figures.p50Ms, bar: 500, atMost: true },
        { name: 'activity in to alert visible, p99 ms', value: figures.p99Ms, bar: 2_000, atMost: true },
      ],
    };
  },
};

async function measureRound(): Promise<readonly number[]> {
  const data = mkdtempSync(join(tmpdir(), 'bookward-latency-'));
  mustEnd(() => rmSync(data, { recursive: true, force: true }));
  const running = await startBookward(['--port', '0', '--data', data], { RATE_LIMIT_FACTOR: '100' });
  const watching = new AbortController();
  try {
    const firm = await openBenchFirm(running, data, { people, customers: 1_000, canaries: people });
    const sentAt = new Map<string, number>();
    const latencies: number[] = [];
    const seen = watchAlerts(firm.officer, watching.signal, async (alertId) => {
      // Announced from the log; visible once the read model has it too.
      const { body } = await eventually(
        () => firm.officer.get<{ parts: { events: string[] }[] }>(`/alerts/${alertId}`),
        ({ status }) => status === 200,
      );
      const now = performance.now();
      for (const eventId of body.parts.flatMap(({ events }) => events)) {
        const sent = sentAt.get(eventId);
        if (sent !== undefined) latencies.push(now - sent);
      }
    });
    const perBatch = (perSecond * batchEveryMs) / 1_000;
    for (let sent = 0, batch = 0; sent < people * 20; sent += perBatch, batch++) {
      const events = Array.from({ length: perBatch }, (_, n) => {
        const who = (sent + n) % people;
        const isCanary = Math.floor((sent + n) / people) === 5 + (who % 10);
        const object = isCanary ? firm.canaries[who] : firm.customers[(sent + n * 7) % firm.customers.length];
        const event = activity(firm.employees[who], object);
        if (isCanary) sentAt.set(derivedId(namespaces.url, `crm#${event.id}`), performance.now());
        return event;
      });
      const posted = firm.crm.post('/activity', events, { 'content-type': 'application/cloudevents-batch+json' });
      await Promise.all([
        posted.then(({ status, text }) => status === 200 || Promise.reject(new Error(`${status}: ${text}`))),
        delay(batchEveryMs),
      ]);
    }
    await eventually(
      async () => latencies.length,
      (count) => count >= people,
      20_000,
    );
    watching.abort();
    await seen;
    return latencies;
  } finally {
    await running.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

const activity = (employee: string | undefined, customer: string | undefined) => ({
  specversion: '1.0',
  type: 'bookward.activity.v1',
  id: randomUUID(),
  source: 'crm',
  time: new Date().toISOString(),
  data: {
    employee,
    action: 'view',
    kind: 'contact',
    objects: [customer],
    rows: 1,
    outcome: 'allowed',
    channel: 'web',
    device: 'd-1',
    destination: null,
    bytes: 0,
  },
});

/** Follows the live stream and tells the id of each alert that was raised. */
async function watchAlerts(
  officer: Person,
  signal: AbortSignal,
  onRaised: (alertId: string) => Promise<void>,
): Promise<void> {
  const response = await officer.stream('/alerts/stream', signal);
  let pending = '';
  try {
    for await (const chunk of response.body ?? []) {
      pending += Buffer.from(chunk).toString('utf8');
      const messages = pending.split('\n\n');
      pending = messages.pop() ?? '';
      for (const message of messages) {
        const data = /^data: (.*)$/m.exec(message)?.[1];
        if (data !== undefined && message.includes('event: alert.raised'))
          void onRaised((JSON.parse(data) as { id: string }).id);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
