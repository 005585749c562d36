import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
export const keyBytes = 32;

/** A ciphertext was altered, moved to another place, or sealed under another key. */
export class BrokenSeal extends Error {
  override readonly name = 'BrokenSeal';
}

/**
 * AES-256-GCM under `key`: nonce, ciphertext, tag. The nonce is random, which is safe for 2^32 texts a key.
 * `place` is not in the result but must be the same to open it: a ciphertext cannot be moved.
 */
export function seal(key: Uint8Array, place: string, content: string | Uint8Array): Buffer {
  const nonce = nextNonce();
  const sealing = createCipheriv(cipher, key, nonce);
  sealing.setAAD(Buffer.from(place));
  const body = typeof content === 'string' ? sealing.update(content, 'utf8') : sealing.update(content);
  sealing.final();
  return Buffer.concat([nonce, body, sealing.getAuthTag()]);
}

const noncesAtOnce = 512;
let nonces = Buffer.alloc(0);
let used = 0;

/** Asking the system's random source costs more than sealing a short text: it is asked for many at once. */
function nextNonce(): Buffer {
  if (used === nonces.length) [nonces, used] = [randomBytes(nonceBytes * noncesAtOnce), 0];
  used += nonceBytes;
  return nonces.subarray(used - nonceBytes, used);
}

/** @throws BrokenSeal */
export function open(key: Uint8Array, place: string, sealed: Uint8Array): Buffer {
  if (sealed.length < nonceBytes + tagBytes) throw new BrokenSeal('the ciphertext is cut short');
  const opening = createDecipheriv(cipher, key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes });
  opening.setAAD(Buffer.from(place));
  opening.setAuthTag(sealed.subarray(-tagBytes));
  const content = opening.update(sealed.subarray(nonceBytes, -tagBytes));
  try {
    opening.final();
  } catch (error) {
    throw new BrokenSeal('the ciphertext does not belong here or was altered', { cause: error });
  }
  return content;
}
