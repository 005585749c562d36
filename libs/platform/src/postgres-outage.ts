import { isNativeError } from 'node:util/types';

/** PostgreSQL cannot be reached or cannot serve now; a statement that failed so may or may not have taken effect. */
export class PostgresUnavailable extends Error {
  override readonly name = 'PostgresUnavailable';
  readonly code = 'store.unavailable';
  constructor(options?: ErrorOptions) {
    super('the database cannot be reached at the moment', options);
  }
}

const socketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** Connection exception, insufficient resources, operator intervention (restart, statement timeout), system error. */
const outageClasses = new Set(['08', '53', '57', '58']);
/** A standby that has not been promoted yet: the primary is elsewhere. */
const readOnlyTransaction = '25006';
/** The driver gives these no code. */
const driverMessages = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
  'Client was closed and is not queryable',
  'Query read timeout',
];

/** True when retrying later may succeed: the fault is the server's absence and not the statement. */
export function isOutage(error: unknown): boolean {
  if (error instanceof PostgresUnavailable) return true;
  if (!isNativeError(error)) return false;
  if ('errors' in error && Array.isArray(error.errors)) return error.errors.some(isOutage);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // Before the SQL states: EPIPE looks like one.
  if (socketCodes.has(code)) return true;
  if (/^[0-9A-Z]{5}$/.test(code)) return outageClasses.has(code.slice(0, 2)) || code === readOnlyTransaction;
  return driverMessages.some((message) => error.message.startsWith(message));
}

/** Runs `work`; an outage in it becomes `PostgresUnavailable`, everything else passes unchanged. */
export async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isOutage(error) && !(error instanceof PostgresUnavailable)
      ? new PostgresUnavailable({ cause: error })
      : error;
  }
}
