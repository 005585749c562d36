import { z } from 'zod';
import { defineEvent } from '../event.js';

/**
 * Tamper evidence: `hash` = SHA-256 over `previous` and the canonical envelopes (ciphertext, not clear text)
 * of every event after the last seal's `through` up to and including this one's.
 */
export const logSealed = defineEvent('LogSealed', {
  through: z.string(),
  events: z.int().nonnegative(),
  hash: z.string(),
  previous: z.string(),
});
