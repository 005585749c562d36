import { createHmac, hash } from 'node:crypto';

/** SHA-256, as 64 hexadecimal digits. */
export const sha256 = (content: string | Uint8Array): string => hash('sha256', content, 'hex');

/**
 * A stand-in for a value that must be compared but not kept in the clear: HMAC-SHA-256 under a secret key, 43
 * characters of `A-Z a-z 0-9 _ -`. `label` says what the value is, so that equal texts of different kinds (a device
 * and an address, say) do not match.
 */
export const keyedHash = (key: Uint8Array, label: string, text: string): string =>
  createHmac('sha256', key).update(label).update('\0').update(text).digest('base64url');

/**
 * JSON with sorted keys and no spaces (RFC 8785): the same value gives the same text, whatever stored it in between.
 * Properties that are undefined are left out, as `JSON.stringify` does.
 * @throws TypeError for what JSON cannot hold: functions, bigints, NaN, infinities.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value === 'boolean' || Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object') return canonicalObject(value as Readonly<Record<string, unknown>>);
  throw new TypeError(`JSON cannot hold ${typeof value === 'number' ? String(value) : `a ${typeof value}`}`);
}

function canonicalObject(object: Readonly<Record<string, unknown>>): string {
  let text = '';
  // Default sort: by UTF-16 code units, as RFC 8785 §3.2.3 asks.
  for (const key of Object.keys(object).sort()) {
    const value = object[key];
    if (value !== undefined) text += `${text === '' ? '' : ','}${quoted(key)}:${canonicalJson(value)}`;
  }
  return `{${text}}`;
}

/** Printable ASCII but for quote and backslash: what most of our text is, and needs no escapes. */
const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;
const quoted = (text: string): string => (plain.test(text) ? `"${text}"` : JSON.stringify(text));
