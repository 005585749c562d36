import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Where a command speaks to: standard output carries results only, everything else goes to standard error. */
export type Io = {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Progress is shown on a terminal only. */
  readonly isTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** 0 done, 1 failed, 2 wrong usage; 130 and 143 of a benchmark that was told to stop. */
export type ExitCode = 0 | 1 | 2 | 130 | 143;

/** By which a process is told to end; the last one says that the terminal it was started from is gone. */
export const stopSignals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

export type Command = {
  readonly summary: string;
  /** Shown by `--help`: what follows the command's name, then a line for each option. */
  readonly usage: string;
  readonly run: (args: readonly string[], io: Io) => Promise<ExitCode>;
};

/** The caller used the command wrongly: exit 2, with what to type instead. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
  constructor(
    message: string,
    readonly hint = 'add --help to see how it is used',
  ) {
    super(message);
  }
}

/** The command could not do its work for a reason that the caller can mend: one plain sentence, exit 1. */
export class Failed extends Error {
  override readonly name = 'Failed';
}

type Options = NonNullable<ParseArgsConfig['options']>;
const everywhere = {
  data: { type: 'string', default: '.bookward' },
  json: { type: 'boolean', default: false },
} as const satisfies Options;

/**
 * Options and positionals of one command; every command also takes `--data DIR` and `--json`.
 * @throws WrongUsage on an unknown option, a missing value or a wrong number of positionals
 */
export function parseCommandLine<const O extends Options>(
  args: readonly string[],
  options: O,
  positionals: { min: number; max: number; names: string },
) {
  const parsed = parseOrExplain({
    args: [...args],
    options: { ...everywhere, ...options },
    allowPositionals: true,
    strict: true,
  });
  const count = parsed.positionals.length;
  if (count < positionals.min) throw new WrongUsage(`missing ${positionals.names}`);
  if (count > positionals.max) throw new WrongUsage(`did not expect “${parsed.positionals[positionals.max]}”`);
  return parsed;
}

function parseOrExplain<const C extends ParseArgsConfig>(config: C): ReturnType<typeof parseArgs<C>> {
  try {
    return parseArgs(config);
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      const dashed = /^Option '(--[\w-]+)' argument is ambiguous/.exec(error.message)?.[1];
      if (dashed !== undefined)
        throw new WrongUsage(`${dashed} needs a value`, `write one that begins with a dash as ${dashed}=VALUE`);
      throw new WrongUsage(error.message.split(/\.\s/)[0] ?? error.message);
    }
    throw error;
  }
}

/** A whole number given as an option. @throws WrongUsage */
export function wholeNumber(name: string, text: string, range: { min: number; max: number }): number {
  const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= range.min && value <= range.max)) {
    throw new WrongUsage(`--${name} takes a whole number from ${range.min} to ${range.max}, not “${text}”`);
  }
  return value;
}

/** A day given as an option. @throws WrongUsage */
export function dayOption(name: string, text: string): string {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  // The platform takes the 30th of February for the 2nd of March.
  if (instant === null || Number.isNaN(instant.getTime()) || !instant.toISOString().startsWith(text))
    throw new WrongUsage(`--${name} takes a day such as 2026-03-02, not “${text}”`);
  return text;
}

/** One of a few words given as an option. @throws WrongUsage */
export function oneOf<const T extends string>(name: string, text: string, words: readonly T[]): T {
  const found = words.find((word) => word === text);
  if (found === undefined) throw new WrongUsage(`--${name} takes ${words.join(', ')}; “${text}” is none of them`);
  return found;
}

/** An option that must be given. @throws WrongUsage */
export function required(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new WrongUsage(`--${name} is missing`);
  return value;
}

/** As where a variable of the shell was never set: what is given as a file must have a name. @throws WrongUsage */
export function mustNotBeEmpty<T extends string>(
  values: Readonly<Partial<Record<T, string | undefined>>>,
  names: readonly T[],
): void {
  const empty = names.find((name) => values[name] === '');
  if (empty !== undefined) throw new WrongUsage(`--${empty} takes a file, not “”`, 'leave it out, or name one');
}

/** For the end of a command that took the rest of a file. */
export const linesRejected = (count: number): string => counted(count, 'line was rejected', 'lines were rejected');

/** So many of something, in the word that fits. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
