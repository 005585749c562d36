import { isNativeError } from 'node:util/types';
import { isOutage } from './postgres-outage.js';

const framesShown = 12;

/**
 * An error as it may stand in a log: its kind, its code and where it came from, with its causes. What a database says
 * of a row quotes its values, in the message as in its details; of such an error the code and the names of table and
 * constraint are told.
 */
export function loggedError(error: unknown): unknown {
  if (!isNativeError(error)) return error;
  return {
    type: error.name,
    message: isOfARow(error) ? ofARow(error) : error.message,
    ...('code' in error && { code: error.code }),
    stack: (error.stack ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.startsWith('at '))
      .slice(0, framesShown),
    ...(error.cause !== undefined && { cause: loggedError(error.cause) }),
    ...('errors' in error && Array.isArray(error.errors) && { errors: error.errors.map(loggedError) }),
  };
}

type DatabaseError = Error & { readonly code: string; readonly table?: string; readonly constraint?: string };
/** PostgreSQL's errors alone have a severity beside their code. */
const isOfARow = (error: Error): error is DatabaseError => 'severity' in error && 'code' in error && !isOutage(error);

const ofARow = ({ code, table, constraint }: DatabaseError): string =>
  Object.entries({ 'database error': code, table, constraint })
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]))
    .join(', ');
