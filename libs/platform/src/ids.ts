import { createHash, randomUUID } from 'node:crypto';

/** Makes an id that nobody can guess. Passed in, so that tests choose it. */
export type NewId = () => string;

/** UUID version 7 (RFC 9562 §5.7): sorts by the millisecond it was made in; the rest is random. */
export const newId: NewId = () => idAt(new Date());

/** `newId` for a given moment. */
export function idAt(at: Date): string {
  const millis = at.getTime().toString(16).padStart(12, '0');
  // A random version 4 already carries the variant; from its 15th character on it is 74 random bits.
  return `${millis.slice(0, 8)}-${millis.slice(8)}-7${randomUUID().slice(15)}`;
}

/** The name spaces of RFC 9562 §6.6. */
export const namespaces = {
  dns: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  url: '6ba7b811-9dad-11d1-80b4-00c04fd430c8',
  oid: '6ba7b812-9dad-11d1-80b4-00c04fd430c8',
  x500: '6ba7b814-9dad-11d1-80b4-00c04fd430c8',
} as const;

/** UUID version 5 (RFC 9562 §5.5): the same name in the same name space is always the same id. */
export function derivedId(namespace: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest();
  hash[6] = (hash.readUInt8(6) & 0x0f) | 0x50;
  hash[8] = (hash.readUInt8(8) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** The id of the event that records an activity another system reported under `source` and `id`. */
export const activityId = (source: string, id: string): string => derivedId(namespaces.url, `${source}#${id}`);
