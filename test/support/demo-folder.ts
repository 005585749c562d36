import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBookward } from './bookward.js';
import { caughtUp } from './caught-up.js';
import { eventually, Person } from './person.js';
import { mustEnd } from './told-to-stop.js';

/** Its past is written once in a test run; generous, for a machine that does much else. */
const filledWithinMs = 240_000;

/**
 * A data folder of one's own with the demo firm and its whole past. Filling one keeps a machine busy for a while, so
 * a run of the tests fills one, and every suite is given a copy: its folder is named by `jest.config.js`.
 */
export async function demoFolder(): Promise<string> {
  const own = await ownFolder('bookward-console-');
  const run = process.env['BOOKWARD_TEST_RUN'];
  if (run === undefined) await fill(own);
  else await cp(await filledOnce(run), own, { recursive: true });
  return own;
}

async function filledOnce(run: string): Promise<string> {
  const filled = join(run, 'demo');
  const mark = join(run, 'demo.filled');
  try {
    await mkdir(filled);
    await fill(filled).then(
      () => writeFile(mark, ''),
      async (error: unknown) => {
        await writeFile(mark, String(error));
        throw error;
      },
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const failure = await eventually(
      () => textOf(mark),
      (text) => text !== undefined,
      filledWithinMs,
    );
    if (failure !== '') throw new Error(`the demo firm could not be filled: ${failure}`, { cause: error });
  }
  return filled;
}

async function ownFolder(prefix: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  mustEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Until the firm's last act is seen: an alert about who took the book, and the notice they gave. */
async function fill(data: string): Promise<void> {
  const running = await startBookward(
    ['--demo', '--port', '0', '--data', data],
    { RATE_LIMIT_FACTOR: '50' },
    filledWithinMs,
  );
  try {
    const as = (role: string) => Person.byLink(running.url, running.signInLinks[role] ?? '');
    const [officer, hr] = [await as('securityOfficer'), await as('hr')];
    const some = ({ body }: { body: { items?: unknown[] } }) => (body.items?.length ?? 0) > 0;
    await eventually(() => officer.get<{ items?: unknown[] }>('/alerts'), some, filledWithinMs);
    await eventually(() => hr.get<{ items?: unknown[] }>('/employees?departure=declared'), some, filledWithinMs);
    await caughtUp(running, filledWithinMs);
  } finally {
    await running.stop();
  }
}

/** Undefined while there is no such file. */
const textOf = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined);
