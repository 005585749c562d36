import { z } from 'zod';
import { defineEvent } from '../event.js';

/**
 * Tamper evidence. `hash` = SHA-256 over `previous` and, in log order, the SHA-256 of the canonical envelope
 * (ciphertext, not clear text) of each event after the last seal's `through` up to and including this one's.
 * `marks` = the first four bytes of each of those hashes, in base64: `hash` proves that something was altered,
 * they tell what.
 */
export const logSealed = defineEvent('LogSealed', {
  through: z.string(),
  events: z.int().nonnegative(),
  hash: z.string(),
  previous: z.string(),
  marks: z.string().default(''),
});
