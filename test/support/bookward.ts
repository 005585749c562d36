import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';
import { mustEnd } from './told-to-stop.js';

export const main = resolve('dist/apps/cli/src/main.js');

export type Environment = Readonly<Record<string, string>>;
export type CommandResult = {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly json: unknown;
};

/** A running `bookward start`, as a person would start it: its own process, spoken to over HTTP only. */
export type Running = {
  readonly url: string;
  readonly signInLinks: Readonly<Record<string, string>>;
  readonly child: ChildProcess;
  /** What it printed on standard error so far. */
  readonly log: () => string;
  /** SIGTERM; answers the exit code. */
  readonly stop: () => Promise<number | null>;
  /** SIGKILL, and nothing is tidied up. */
  readonly kill: () => Promise<void>;
};

export async function startBookward(
  args: readonly string[],
  env: Environment = {},
  readyWithinMs = 60_000,
): Promise<Running> {
  const child = spawn(process.execPath, [main, 'start', '--json', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...plainEnvironment(), ...env },
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const stop = async (): Promise<number | null> => {
    child.kill('SIGTERM');
    return (await exited)[0];
  };
  mustEnd(stop);
  const ready = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    exited.then(([code]) =>
      Promise.reject(new Error(`bookward start ended with ${code} before it was ready:\n${log}`)),
    ),
    timeout(readyWithinMs).then(() =>
      Promise.reject(new Error(`bookward start was not ready within ${readyWithinMs} ms:\n${log}`)),
    ),
  ]).catch((error: unknown) => {
    // Nobody else knows of it, and a runner waits for its children.
    child.kill('SIGKILL');
    throw error;
  })) as [string];
  const { url, signInLinks } = JSON.parse(ready[0]) as { url?: string; signInLinks?: Record<string, string> };
  return {
    url: url ?? '',
    signInLinks: signInLinks ?? {},
    child,
    log: () => log,
    stop,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Runs one command to its end. */
export async function bookward(args: readonly string[], env: Environment = {}): Promise<CommandResult> {
  const child = spawn(process.execPath, [main, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...plainEnvironment(), ...env },
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const closed = once(child, 'close') as Promise<[number]>;
  mustEnd(() => child.kill('SIGTERM') && closed);
  const [code] = await closed;
  const lastLine = out.trim().split('\n').at(-1) ?? '';
  return { code, out, err, json: lastLine.startsWith('{') ? (JSON.parse(lastLine) as unknown) : undefined };
}

/** The caller's environment without what would point Bookward at servers of the caller's. */
function plainEnvironment(): Record<string, string | undefined> {
  const {
    DATABASE_URL: _database,
    EVENTSTORE_URL: _eventStore,
    REDIS_URL: _redis,
    NODE_OPTIONS: _options,
    ...rest
  } = process.env;
  return rest;
}

const timeout = (ms: number) => new Promise<void>((done) => void setTimeout(done, ms).unref());
