import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startBookward, type Running } from '../support/bookward.js';
import { eventually, Person } from '../support/person.js';
import { mustEnd } from '../support/told-to-stop.js';
import { median, type Benchmark } from './harness.js';

/**
 * What an idle firm costs: proportional memory of the one process and its PostgreSQL after the demo is filled, and
 * the time from start to ready, with the demo firm, on an empty data folder and on an existing one.
 */
export const footprint: Benchmark = {
  name: 'footprint',
  run: async ({ rounds }) => {
    const data = mkdtempSync(join(tmpdir(), 'bookward-footprint-'));
    mustEnd(() => rmSync(data, { recursive: true, force: true }));
    const memoryMb: number[] = [];
    const firstReadyMs: number[] = [];
    const readyMs: number[] = [];
    try {
      for (let round = 0; round < rounds; round++) {
        const begun = performance.now();
        const running = await startBookward(['--demo', '--port', '0', '--data', join(data, `empty-${round}`)]);
        firstReadyMs.push(performance.now() - begun);
        await running.stop();
      }
      await stopped(await startBookward(['--demo', '--port', '0', '--data', data]), filled);
      for (let round = 0; round < rounds; round++) {
        const begun = performance.now();
        const running = await startBookward(['--demo', '--port', '0', '--data', data]);
        readyMs.push(performance.now() - begun);
        await stopped(running, async () => {
          await delay(10_000);
          memoryMb.push(proportionalKb(running.child.pid ?? 0, data) / 1024);
        });
      }
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
    const figures = { memoryMb: median(memoryMb), readyMs: median(readyMs), firstReadyMs: median(firstReadyMs) };
    return {
      figures,
      bars: [
        { name: 'memory of all processes, MB', value: figures.memoryMb, bar: 350, atMost: true },
        { name: 'ready on an existing folder, ms', value: figures.readyMs, bar: 3_000, atMost: true },
        { name: 'ready on an empty folder, ms', value: figures.firstReadyMs, bar: 10_000, atMost: true },
      ],
    };
  },
};

async function stopped(running: Running, work: (running: Running) => Promise<unknown>): Promise<void> {
  try {
    await work(running);
  } finally {
    await running.stop();
  }
}

/** The demo is filled when the projections and the queue have nothing left to do. */
async function filled(running: Running): Promise<void> {
  const admin = await Person.byLink(running.url, running.signInLinks['admin'] ?? '');
  type Health = { projections: { lagEvents: number }[]; queue: { waiting: number } };
  await delay(5_000);
  await eventually(
    () => admin.get<Health>('/system/health'),
    ({ body }) => body.projections.every(({ lagEvents }) => lagEvents < 50),
    120_000,
  );
}

/** Proportional set size of a process, its children, and the PostgreSQL of the data folder (which outlives its parent). */
function proportionalKb(pid: number, data: string): number {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parents = new Map(processes.map((name) => [Number(name), parentOf(name)]));
  const postmaster = Number(readFileSync(join(data, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
  const belongs = (each: number): boolean =>
    each === pid || each === postmaster || (each > 1 && belongs(parents.get(each) ?? 0));
  return [...parents.keys()].filter(belongs).reduce((sum, each) => sum + pssKb(each), 0);
}

function parentOf(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}

function pssKb(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
