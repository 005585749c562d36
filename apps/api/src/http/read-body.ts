import { isUtf8 } from 'node:buffer';
import type { Request } from 'express';
import { unstorable } from '#domain/values';
import { HttpProblem } from './http-problem.js';
import type { BodyKind } from './route.js';

const megabyte = 1024 * 1024;
/** So much of a body that is refused is still taken off the wire. */
const maxDiscardedBytes = 32 * megabyte;
const kinds: Readonly<Record<BodyKind, { readonly type: string; readonly maxBytes: number }>> = {
  json: { type: 'application/json', maxBytes: megabyte },
  csv: { type: 'text/csv', maxBytes: 10 * megabyte },
  cloudevents: { type: 'application/cloudevents-batch+json', maxBytes: 5 * megabyte },
};

/**
 * Reads the body of an admitted request: JSON parsed, CSV as bytes, `undefined` when there is none.
 * @throws HttpProblem `body.too_large`, `media.unsupported`, `request.malformed`, `request.invalid` (a `__proto__` key)
 */
export async function readBody(request: Request, kind: BodyKind): Promise<unknown> {
  const { type, maxBytes } = kinds[kind];
  const bytes =
    Number(request.headers['content-length'] ?? 0) > maxBytes ? undefined : await bytesOf(request, maxBytes);
  if (bytes === undefined) {
    await discard(request);
    throw tooLarge(maxBytes);
  }
  if (bytes.length === 0) return undefined;
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity')
    throw new HttpProblem('media.unsupported', `A body is sent as it is, not in the encoding ${encoding}.`);
  const given = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (given !== type)
    throw new HttpProblem(
      'media.unsupported',
      `This route takes ${type}, not ${given === '' ? 'a body without a type' : given}.`,
    );
  return kind === 'csv' ? bytes : parseJson(bytes, kind);
}

/** Undefined once they are too many. By events: an async iterator over a request costs several times as much. */
const bytesOf = (request: Request, maxBytes: number): Promise<Buffer | undefined> =>
  new Promise((resolve, reject) => {
    if (request.destroyed) return reject(brokenOff());
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      chunks.push(chunk);
      if (length <= maxBytes) return;
      request.off('data', take).off('close', breakOff).pause();
      resolve(undefined);
    };
    const breakOff = (): void => reject(brokenOff());
    request
      .on('data', take)
      .once('end', () => {
        // Every request closes in the end; a problem that nobody hears of would still cost its stack trace.
        request.off('close', breakOff);
        resolve(chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks));
      })
      .once('error', breakOff)
      .once('close', breakOff);
  });

/** Many clients send all of a body before they look for an answer: one that is given earlier they never see. */
const discard = (request: Request): Promise<void> =>
  new Promise((resolve) => {
    if (request.destroyed || request.readableEnded) return resolve();
    let length = 0;
    const drop = (chunk: Buffer): void => {
      length += chunk.length;
      if (length > maxDiscardedBytes) end();
    };
    const end = (): void => {
      request.off('data', drop);
      resolve();
    };
    request.on('data', drop).once('end', end).once('error', end).once('close', end).resume();
  });

const brokenOff = (): HttpProblem => new HttpProblem('request.malformed', 'The body broke off.');

function parseJson(bytes: Buffer, kind: BodyKind): unknown {
  if (!isUtf8(bytes)) throw new HttpProblem('request.malformed', 'The body is not UTF-8.');
  const text = bytes.toString('utf8');
  try {
    return mayNeedRefusal(text) ? JSON.parse(text, refusals[kind]) : JSON.parse(text);
  } catch (error) {
    if (error instanceof HttpProblem) throw error;
    throw new HttpProblem('request.malformed', 'The body is not valid JSON.');
  }
}

/** Most bodies need no second look: what is refused stands in them as it is, or as an escape. */
const mayNeedRefusal = (text: string): boolean => text.includes('\\u') || text.includes('__proto__');

function refusePrototype(key: string, value: unknown): unknown {
  if (key !== '__proto__') return value;
  throw new HttpProblem('request.invalid', 'A key of the body is not allowed.', [
    { pointer: '/__proto__', code: 'key.forbidden', detail: 'this key is never allowed' },
  ]);
}

function refuseUnstorable(key: string, value: unknown): unknown {
  if (unstorable.test(key) || (typeof value === 'string' && unstorable.test(value)))
    throw new HttpProblem('request.invalid', 'A text of the body holds a NUL or half of a surrogate pair.');
  return refusePrototype(key, value);
}

/** Events of a batch are judged one by one. */
const refusals = { json: refuseUnstorable, cloudevents: refusePrototype, csv: refusePrototype } as const;

const tooLarge = (maxBytes: number): HttpProblem =>
  new HttpProblem(
    'body.too_large',
    `The body is above the limit of ${maxBytes / megabyte} MB for this route; send it in parts.`,
  );
