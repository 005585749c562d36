import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** OWASP's figure for scrypt: N = 2^16, r = 8, p = 1, some 64 MiB and 0.2 s a try. */
const cost = { N: 65_536, r: 8, p: 1, maxmem: 128 * 1024 * 1024 };
const keyBytes = 32;

/** `scrypt$N$salt$key`: what a later version needs to compare, and to know that it should hash anew. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$${cost.N}$${salt.toString('base64url')}$${(await derive(password, salt)).toString('base64url')}`;
}

/** Without a stored hash it takes as long as with one, so that nobody learns who has an account. */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const [scheme, n, salt, key] = (stored ?? '').split('$');
  const known = scheme === 'scrypt' && n === String(cost.N) && salt !== undefined && key !== undefined;
  const derived = await derive(password, Buffer.from(known ? salt : 'nobody', 'base64url'));
  const expected = known ? Buffer.from(key, 'base64url') : Buffer.alloc(keyBytes);
  return expected.length === derived.length && timingSafeEqual(expected, derived) && known;
}

const derive = (password: string, salt: Uint8Array): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyBytes, cost, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
