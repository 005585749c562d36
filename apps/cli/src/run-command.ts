import { readFile } from 'node:fs/promises';
import { isOutage } from '#platform/postgres-outage';
import { commands } from './commands.js';
import { WrongUsage, type ExitCode, type Io } from './command.js';

/** Finds the command, runs it, and turns what went wrong into one sentence and an exit code. */
export async function runCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [name, ...args] =
    argv[0] === 'help' && argv[1]?.startsWith('-') === false ? [...argv.slice(1), '--help'] : argv;
  if (name === undefined || name === 'help' || asksForHelp(name)) {
    io.out(overview());
    return name === undefined ? 2 : 0;
  }
  if (name === '--version') {
    io.out(await version());
    return 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name as keyof typeof commands] : undefined;
  if (load === undefined) {
    io.err(`bookward: there is no command “${name}”.${nearest(name)}`);
    io.err('Type bookward --help for the list.');
    return 2;
  }
  const command = await load();
  if (args.some(asksForHelp)) {
    io.out(
      `${command.summary}\n\n  bookward ${name} ${command.usage}\n\nEvery command takes --data DIR (default .bookward), --json and --help.`,
    );
    return 0;
  }
  try {
    return await command.run(args, io);
  } catch (error) {
    if (error instanceof WrongUsage) {
      io.err(`bookward ${name}: ${error.message}; ${error.hint}.`);
      return 2;
    }
    io.err(`bookward ${name}: ${explain(error)}`);
    return 1;
  }
}

const asksForHelp = (argument: string): boolean => argument === '--help' || argument === '-h';

/** As `package.json` says, which stands beside what was built. */
async function version(): Promise<string> {
  const text = await readFile(new URL('../../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/**
 * Expected failures are one sentence, ours and the operating system's about files and ports alike; a defect shows its
 * stack, since only that helps.
 */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const full = diskFull(error);
  if (full !== undefined) return `The disk is full (${full.message}); make room and try again.`;
  if ('syscall' in error && 'path' in error)
    return `${error.message}; see that the path is right and who may write to it.`;
  if (expected.includes(error.name)) return error.message;
  const away = outageIn(error);
  if (away !== undefined)
    return `The database cannot serve this at the moment (${away.message}); see that it runs and has connections to spare, and try again.`;
  return 'syscall' in error ? error.message : (error.stack ?? error.message);
}

/** The driver's or the server's own word for it, at the bottom of what went wrong. */
function outageIn(error: unknown): Error | undefined {
  if (!(error instanceof Error)) return undefined;
  return outageIn(error.cause) ?? (isOutage(error) ? error : undefined);
}

/** The operating system's word for it, or PostgreSQL's, at the bottom of what went wrong. */
function diskFull(error: unknown): Error | undefined {
  if (!(error instanceof Error)) return undefined;
  return 'code' in error && (error.code === 'ENOSPC' || error.code === '53100') ? error : diskFull(error.cause);
}

/** They say in one sentence what to mend. */
const expected = [
  'CannotListen',
  'Failed',
  'ConfigError',
  'DatabaseSetupError',
  'EmbeddedPostgresError',
  'StoreUnavailable',
  'PostgresUnavailable',
  'QueueUnavailable',
  'WrongMasterKey',
  'UnknownEventType',
  'IntegrityError',
  'PoisonEvent',
  'Refusal',
];

function overview(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(summaries).map(([name, summary]) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'Bookward wards a firm’s book of business.',
    '',
    ...lines,
    '',
    'bookward <command> --help tells more, bookward --version which one this is.',
  ].join('\n');
}

const summaries: Record<keyof typeof commands, string> = {
  start: 'run the api, the projector and the worker',
  accounts: 'open an account, or issue a sign-in link',
  keys: 'create a service key',
  import: 'import employees, customers or HR facts from CSV',
  subjects: 'erase a person’s or customer’s personal data',
  simulate: 'write a simulated firm’s activity',
  rebuild: 'fill read models again from the log',
  verify: 'check the log and the read models for tampering',
  replay: 'write every read model as of a moment',
  backtest: 'score recorded activity',
  evaluate: 'measure a backtest against labels',
  bench: 'measure one benchmark against its bars',
};

function nearest(name: string): string {
  const close = Object.keys(commands).find((known) => known.startsWith(name.slice(0, 3)) || name.startsWith(known));
  return close === undefined ? '' : ` Did you mean “${close}”?`;
}
