import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, open, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Binaries } from './embedded-postgres-binaries.js';
import { EmbeddedPostgresError, reasonIn } from './embedded-postgres-error.js';
import { makeFolder } from './make-folder.js';

const majorVersion = '18';
export const superuser = 'bookward';

/** Paths inside the folder of one embedded server. */
export const clusterPaths = (directory: string) => ({
  data: join(directory, 'data'),
  password: join(directory, 'password'),
  pidFile: join(directory, 'data', 'postmaster.pid'),
  log: join(directory, 'server.log'),
});

/**
 * Makes sure that `directory` holds a complete cluster. A new one is built beside it and renamed into place, so
 * that an interrupted start leaves nothing half done, and of two that race the second finds the first one's.
 * @throws EmbeddedPostgresError `data.incomplete`, `data.version`, `data.unwritable` or `postgres.start`;
 *   the signal's reason once that is aborted
 */
export async function ensureCluster(
  directory: string,
  binaries: Binaries,
  signal?: AbortSignal,
): Promise<{ password: string }> {
  if (await isAbsentOrEmpty(directory)) {
    await createCluster(directory, binaries, signal).catch((error: NodeJS.ErrnoException) => {
      signal?.throwIfAborted();
      throw error instanceof EmbeddedPostgresError ? error : unwritable(directory, error);
    });
  }
  return openCluster(directory);
}

async function openCluster(directory: string): Promise<{ password: string }> {
  const paths = clusterPaths(directory);
  const [version, password] = await Promise.all([
    readFile(join(paths.data, 'PG_VERSION'), 'utf8'),
    readFile(paths.password, 'utf8'),
    systemIdentifier(directory),
  ]).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EACCES' || cause.code === 'EPERM') throw unwritable(directory, cause);
    throw new EmbeddedPostgresError(
      'data.incomplete',
      `${directory} is not a complete database folder; restore it from a backup, or move it away to start with an empty one.`,
      { cause },
    );
  });
  if (version.trim() === majorVersion) return { password };
  throw new EmbeddedPostgresError(
    'data.version',
    `${directory} was written by PostgreSQL ${version.trim()} and this release brings ${majorVersion}; start the release that wrote it.`,
  );
}

/** The number that PostgreSQL gave this cluster when it was created: tells our server from a stranger's. */
export async function systemIdentifier(directory: string): Promise<string> {
  const control = await open(join(clusterPaths(directory).data, 'global', 'pg_control'));
  try {
    const { buffer, bytesRead } = await control.read(Buffer.alloc(8), 0, 8, 0);
    if (bytesRead < 8) throw new Error('pg_control is shorter than its first field');
    return buffer.readBigUInt64LE().toString();
  } finally {
    await control.close();
  }
}

async function createCluster(directory: string, binaries: Binaries, signal?: AbortSignal): Promise<void> {
  const parent = dirname(directory);
  await makeFolder(parent, binaries.owner ? 0o711 : 0o700);
  await removeAbandoned(parent, basename(directory));
  const unfinished = await mkdtemp(`${directory}.new-${process.pid}-`);
  try {
    const paths = clusterPaths(unfinished);
    await writeFile(paths.password, randomBytes(24).toString('base64url'), { mode: 0o600 });
    await mkdir(paths.data, { mode: 0o700 });
    if (binaries.owner) {
      for (const path of [unfinished, paths.data, paths.password]) {
        await chown(path, binaries.owner.uid, binaries.owner.gid);
      }
    }
    await initdb(paths.data, paths.password, binaries, signal);
    await chmod(unfinished, 0o700);
    await rename(unfinished, directory).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function initdb(data: string, passwordFile: string, binaries: Binaries, signal?: AbortSignal): Promise<void> {
  const args = ['-D', data, '-U', superuser, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'];
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  signal?.throwIfAborted();
  const child = binaries.spawn('initdb', [...args, ...locale], { stdio: ['ignore', 'ignore', 'pipe'] });
  const end = (): unknown => child.kill();
  signal?.addEventListener('abort', end);
  const [stderr, [code, endedBy]] = await Promise.all([
    child.stderr === null ? '' : text(child.stderr),
    once(child, 'close') as Promise<[number | null, string | null]>,
  ]).finally(() => signal?.removeEventListener('abort', end));
  if (code === 0) return;
  throw new EmbeddedPostgresError(
    'postgres.start',
    `The database folder could not be created (${reasonIn(stderr) ?? `initdb ended with ${code ?? endedBy}`}); see that its disk has room.`,
  );
}

/** Removes what a process that no longer runs left half built. */
async function removeAbandoned(parent: string, name: string): Promise<void> {
  for (const entry of await readdir(parent)) {
    const pid = entry.startsWith(`${name}.new-`) ? Number(entry.slice(name.length + 5).split('-')[0]) : Number.NaN;
    if (pid > 0 && !isRunning(pid)) await rm(join(parent, entry), { recursive: true, force: true });
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const isAbsentOrEmpty = (directory: string) =>
  readdir(directory).then(
    (entries) => entries.length === 0,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return true;
      throw unwritable(directory, error);
    },
  );

const unwritable = (directory: string, cause: NodeJS.ErrnoException) =>
  new EmbeddedPostgresError(
    'data.unwritable',
    `The database folder ${directory} cannot be used (${cause.code ?? cause.message}); check that it is a folder, who may write to it, and that its disk has room.`,
    { cause },
  );
