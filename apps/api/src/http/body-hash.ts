import { canonicalJson, keyedHash, sha256 } from '#platform/hash';
import { HttpProblem } from './http-problem.js';

/**
 * Tells whether two bodies are the same. It is kept for ever beside what came of the request, and nobody may learn a
 * password or a name from it by trying: it is made under a key of the deployment.
 * @throws HttpProblem `request.malformed`
 */
export type BodyHash = (body: unknown) => string;

export const bodyHasher =
  (/** 32 bytes. */ key: Uint8Array): BodyHash =>
  (body) =>
    keyedHash(key, 'body', body instanceof Uint8Array ? sha256(body) : canonical(body));

function canonical(body: unknown): string {
  try {
    return canonicalJson(body ?? null);
  } catch (error) {
    // `JSON.parse` reads any depth, and whatever walks it afterwards does not.
    if (!(error instanceof RangeError)) throw error;
    throw new HttpProblem('request.malformed', 'The body is nested too deeply.');
  }
}
