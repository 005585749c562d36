import { erased } from './event.js';

/** What a reader sees in place of what lets somebody in. */
export const withheld = '[withheld]';

/** Fields of events that let somebody in, if only as a hash: what is read or taken away as evidence leaves them out. */
const secretFields = new Set(['passwordHash', 'tokenHash', 'keyHash']);

export const withoutSecrets = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      secretFields.has(name) && value !== erased ? withheld : value,
    ]),
  );
