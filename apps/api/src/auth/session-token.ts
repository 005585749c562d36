import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * A session's token is its id and a MAC under a key of the deployment: the log holds the id and can give nobody the
 * token. Whether the session still stands is the auth view's to say.
 */
export class SessionTokens {
  readonly #key: Uint8Array;

  constructor(/** 32 bytes. */ key: Uint8Array) {
    this.#key = key;
  }

  issue(sessionId: string): string {
    return `${sessionId}.${this.#mac('session', sessionId).toString('base64url')}`;
  }

  /** The session's id; undefined when the token is not ours. */
  verify(token: string): string | undefined {
    const dot = token.indexOf('.');
    const sessionId = token.slice(0, dot);
    const given = Buffer.from(token.slice(dot + 1), 'base64url');
    const expected = this.#mac('session', sessionId);
    return dot > 0 && given.length === expected.length && timingSafeEqual(given, expected) ? sessionId : undefined;
  }

  /** What a cookie session's writes carry in `X-Bookward-CSRF`. */
  csrf(sessionId: string): string {
    return this.#mac('csrf', sessionId).toString('base64url');
  }

  #mac(purpose: 'session' | 'csrf', sessionId: string): Buffer {
    return createHmac('sha256', this.#key).update(`${purpose}\n${sessionId}`).digest();
  }
}
