import createClient from 'openapi-fetch';
import type { Middleware } from 'openapi-fetch';
import { connection } from './connection';
import { NoAnswer, problemOf } from './problem';
import type { paths } from './schema';

/** What the session lends to every request; set by whoever signs in, cleared at the end. */
export const credentials: { csrf: string | null; onExpired: () => void } = { csrf: null, onExpired: () => undefined };

/** Position of this console's last write, or of the last news that it heard. */
let writtenUpTo: string | null = null;
/** Later reads hold at least this position, so that people see what they did and what they were told of. */
export const readFrom = (position: string): void => void (writtenUpTo = position);

const ours: Middleware = {
  onRequest({ request }) {
    if (request.method === 'GET') {
      if (writtenUpTo !== null) request.headers.set('Bookward-After', writtenUpTo);
    } else if (credentials.csrf !== null) request.headers.set('X-Bookward-CSRF', credentials.csrf);
    request.headers.set('Accept-Language', document.documentElement.lang);
    return request;
  },
  async onResponse({ response, schemaPath }) {
    connection.answered(response.status !== 503);
    writtenUpTo = response.headers.get('Bookward-Position') ?? writtenUpTo;
    if (response.ok) return undefined;
    if (response.status === 401 && schemaPath !== '/api/v1/sessions') credentials.onExpired();
    throw await problemOf(response);
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === 'AbortError') return error;
    connection.answered(false);
    return new NoAnswer('no answer', { cause: error });
  },
};

/** The api as its OpenAPI document types it. Everything but success throws `Problem` or `NoAnswer`. */
export const api = createClient<paths>({ credentials: 'same-origin' });
api.use(ours);

/** The answer of a call that succeeded. */
export async function answerOf<T>(call: Promise<{ data?: T; response: Response }>): Promise<T> {
  const { data, response } = await call;
  if (data === undefined && response.status !== 204) throw new Error(`${response.url} answered without a body`);
  return data as T;
}

/** An answer that may be written over later only if nobody else has: `etag` goes into `If-Match`. */
export async function taggedAnswerOf<T>(
  call: Promise<{ data?: T; response: Response }>,
): Promise<{ readonly body: T; readonly etag: string | null }> {
  const done = await call;
  return { body: await answerOf(Promise.resolve(done)), etag: done.response.headers.get('ETag') };
}

/** A fresh `Idempotency-Key`: one for each intention, kept over retries of it. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
