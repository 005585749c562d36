import { execFile, spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { cp, lstat, readFile, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

const run = promisify(execFile);

/** Uid and gid of `nobody`, whom PostgreSQL accepts where it refuses to run as root. */
const nobody = 65_534;

type Command = { readonly file: string; readonly args: readonly string[]; readonly options: SpawnOptions };

/** The PostgreSQL programs, and the way in which this user may run them. */
export type Binaries = {
  /** Set when the server runs as another user, who must own its files. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  spawn(program: 'initdb' | 'postgres', args: readonly string[], options: SpawnOptions): ChildProcess;
};

/**
 * Finds the programs of this platform's package and makes them runnable.
 * @param copyTo folder for a copy, used only where the installed package cannot be completed or reached
 * @throws EmbeddedPostgresError `postgres.platform` or `postgres.binaries`
 */
export async function findBinaries(copyTo: string): Promise<Binaries> {
  const installed = await nativeFolder();
  try {
    await completeLinks(installed);
    return await runnable(installed);
  } catch (error) {
    if (!isUnreachable(error)) throw unusable(error);
  }
  try {
    return await runnable(await copied(installed, copyTo));
  } catch (error) {
    throw unusable(error);
  }
}

async function nativeFolder(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const { postgres } = (await import(name)) as { postgres: string };
    return dirname(dirname(postgres));
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'postgres.platform',
      `No embedded PostgreSQL is installed for this platform (${name}); install it, or set DATABASE_URL to use a server of your own.`,
      { cause },
    );
  }
}

/** The package leaves its symbolic links to an install script, which many installations skip. */
async function completeLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const root = dirname(native);
  for (const link of JSON.parse(list) as { source: string; target: string }[]) {
    const target = join(root, link.target);
    if (await exists(target)) continue;
    await symlink(relative(dirname(target), join(root, link.source)), target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function copied(native: string, copyTo: string): Promise<string> {
  const target = join(copyTo, 'native');
  if (await exists(target)) return target;
  const unfinished = `${copyTo}.new-${process.pid}`;
  await cp(native, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  await completeLinks(join(unfinished, 'native'));
  await rename(unfinished, copyTo).catch(() => rm(unfinished, { recursive: true, force: true }));
  return target;
}

/** The first way of running the programs that works: as they are, in a user namespace, or as `nobody`. */
async function runnable(native: string): Promise<Binaries> {
  const asRoot = process.getuid?.() === 0;
  const plain = (program: string, args: readonly string[], options: SpawnOptions): Command => ({
    file: join(native, 'bin', program),
    args,
    options,
  });
  const mapped = (program: string, args: readonly string[], options: SpawnOptions): Command => ({
    file: 'unshare',
    args: ['--user', `--map-user=${nobody}`, `--map-group=${nobody}`, join(native, 'bin', program), ...args],
    options,
  });
  const dropped = (program: string, args: readonly string[], options: SpawnOptions): Command =>
    plain(program, args, { ...options, uid: nobody, gid: nobody });

  const start = (command: Command) => spawn(command.file, command.args, command.options);
  if (!asRoot) {
    await probe(plain('postgres', ['--version'], {}));
    return { spawn: (...call) => start(plain(...call)) };
  }
  try {
    await probe(mapped('postgres', ['--version'], {}));
    return { spawn: (...call) => start(mapped(...call)) };
  } catch {
    // Containers often refuse user namespaces.
    await probe(dropped('postgres', ['--version'], {}));
    return { spawn: (...call) => start(dropped(...call)), owner: { uid: nobody, gid: nobody } };
  }
}

async function probe({ file, args, options }: Command): Promise<void> {
  const { uid, gid } = options;
  await run(file, args, { ...(uid === undefined ? {} : { uid }), ...(gid === undefined ? {} : { gid }) });
}

const exists = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  );

const isUnreachable = (error: unknown) =>
  ['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '');

const unusable = (cause: unknown) =>
  new EmbeddedPostgresError(
    'postgres.binaries',
    'The embedded PostgreSQL programs cannot be run by this user; set DATABASE_URL to use a server of your own.',
    { cause },
  );
