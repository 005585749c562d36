import { pino } from 'pino';
import type { DestinationStream } from 'pino';
import { AFewAMinute } from './a-few-a-minute.js';
import { loggedError } from './logged-error.js';

type Fields = Readonly<Record<string, unknown>>;
type Write = (fields: Fields, message: string) => void;

/**
 * One JSON line per entry: a message that never varies, and fields. Fields hold ids, counts, codes and durations
 * (units in their names), never a person's name, an address or free text. An error goes in the field `err`. Of warnings
 * that are alike a few a minute are written.
 */
export type Logger = {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
  /** The same log with fields that stand in every entry, such as the part of the system. */
  child(fields: Fields): Logger;
};

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Writes to standard error by default: standard output belongs to the answers of the command line. */
export function createLogger(
  level: LogLevel,
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  const warnings = new AFewAMinute();
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: loggedError },
      hooks: {
        logMethod(given, write, levelNumber) {
          const [fields, message] = given as unknown as Parameters<Write>;
          if (levelNumber !== pino.levels.values['warn']) return write.call(this, fields, message);
          const leftOut = warnings.admit(alike({ ...this.bindings(), ...fields }, message));
          if (leftOut !== undefined) write.call(this, leftOut === 0 ? fields : { ...fields, leftOut }, message);
        },
      },
    },
    destination,
  );
}

/** Two entries are, that differ in whom they concern, in how long it took or in where an error came from. */
function alike({ err, actor: _actor, correlationId: _id, durationMs: _duration, ...rest }: Fields, message: string) {
  return `${message}\n${JSON.stringify(rest)}\n${String(err)}`;
}
