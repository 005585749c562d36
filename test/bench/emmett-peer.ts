import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Workload } from './append-workloads.js';
import { data, metadata } from './append-workloads.js';
import { mustEnd } from '../support/told-to-stop.js';

// The same from the sources and from where they are built to.
const peers = join(process.cwd(), 'test', 'bench', 'peers');

/** Emmett's event store on PostgreSQL in a process of its own; its package is installed on first use. */
export async function startEmmett(url: string) {
  if (!existsSync(join(peers, 'node_modules', '@event-driven-io'))) {
    const { status } = spawnSync('npm', ['ci', '--silent'], { cwd: peers, stdio: 'inherit' });
    if (status !== 0) throw new Error(`the peers of this benchmark could not be installed in ${peers}`);
  }
  const args = [join(peers, 'emmett.mjs'), url, JSON.stringify(data), JSON.stringify(metadata)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  mustEnd(() => child.kill('SIGTERM'));
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const answer = await answers.next();
    if (answer.done === true) throw new Error('the process of Emmett ended');
    return answer.value;
  };
  await next();
  return {
    /** @returns events per second */
    run: async (workload: Workload): Promise<number> => {
      child.stdin.write(`${JSON.stringify(workload)}\n`);
      const { events, ms } = JSON.parse(await next()) as { events: number; ms: number };
      return (events / ms) * 1_000;
    },
    stop: async (): Promise<void> => {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
