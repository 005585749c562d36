import { pino } from 'pino';
import type { DestinationStream } from 'pino';
import { loggedError } from './logged-error.js';

type Write = (fields: Readonly<Record<string, unknown>>, message: string) => void;

/**
 * One JSON line per entry: a message that never varies, and fields. Fields hold ids, counts, codes and durations
 * (units in their names), never a person's name, an address or free text. An error goes in the field `err`.
 */
export type Logger = {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
  /** The same log with fields that stand in every entry, such as the part of the system. */
  child(fields: Readonly<Record<string, unknown>>): Logger;
};

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Writes to standard error by default: standard output belongs to the answers of the command line. */
export const createLogger = (
  level: LogLevel,
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: loggedError } }, destination);
