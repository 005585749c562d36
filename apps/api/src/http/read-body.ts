import type { Request } from 'express';
import { HttpProblem } from './http-problem.js';
import type { BodyKind } from './route.js';

const megabyte = 1024 * 1024;
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
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const bytes = await bytesOf(request, maxBytes);
  if (bytes.length === 0) return undefined;
  const given = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (given !== type)
    throw new HttpProblem(
      'media.unsupported',
      `This route takes ${type}, not ${given === '' ? 'a body without a type' : given}.`,
    );
  return kind === 'csv' ? bytes : parseJson(bytes);
}

async function bytesOf(request: Request, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks);
}

function parseJson(bytes: Buffer): unknown {
  const text = bytes.toString('utf8');
  try {
    return text.includes('__proto__') ? JSON.parse(text, refusePrototype) : JSON.parse(text);
  } catch (error) {
    if (error instanceof HttpProblem) throw error;
    throw new HttpProblem('request.malformed', 'The body is not valid JSON.');
  }
}

function refusePrototype(key: string, value: unknown): unknown {
  if (key !== '__proto__') return value;
  throw new HttpProblem('request.invalid', 'A key of the body is not allowed.', [
    { pointer: '/__proto__', code: 'key.forbidden', detail: 'this key is never allowed' },
  ]);
}

const tooLarge = (maxBytes: number): HttpProblem =>
  new HttpProblem(
    'body.too_large',
    `The body is above the limit of ${maxBytes / megabyte} MB for this route; send it in parts.`,
  );
