import { z } from 'zod';
import { unstorable } from '#domain/values';
import { HttpProblem } from './http-problem.js';
import type { FieldProblem } from './http-problem.js';

/** What a route's body must be. A route without a schema takes none. @throws HttpProblem `request.invalid` with pointers */
export function validateBody(schema: z.ZodType | undefined, body: unknown): unknown {
  if (schema === undefined) {
    if (body === undefined || (typeof body === 'object' && body !== null && Object.keys(body).length === 0))
      return undefined;
    throw new HttpProblem('request.invalid', 'This route takes no body.');
  }
  // Where nothing is required an empty body is as good as `{}`.
  return validate(schema, body === undefined ? {} : body, (path) => `/${path.map(escapePointer).join('/')}`);
}

/** Query parameters, each given once. @throws HttpProblem `request.invalid` */
export function validateQuery(schema: z.ZodObject | undefined, url: string): unknown {
  const start = url.indexOf('?');
  if (start === -1 && schema === undefined) return undefined;
  const given: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(start === -1 ? '' : url.slice(start + 1))) {
    if (Object.hasOwn(given, name) || name === '__proto__')
      throw invalidQuery(name, 'is given more than once or not allowed');
    if (unstorable.test(value)) throw invalidQuery(name, 'holds a NUL');
    given[name] = value;
  }
  return validate(schema ?? noParameters, given, (path) => `?${path.join('.')}`);
}

const noParameters = z.strictObject({});

function validate(schema: z.ZodType, value: unknown, pointerOf: (path: readonly PropertyKey[]) => string): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap((issue) => fieldProblems(issue, pointerOf));
  throw new HttpProblem(
    'request.invalid',
    errors
      .map(({ pointer, detail }) => `${pointer}: ${detail}`)
      .slice(0, 5)
      .join('; '),
    errors.slice(0, 100),
  );
}

function fieldProblems(
  issue: z.core.$ZodIssue,
  pointerOf: (path: readonly PropertyKey[]) => string,
): readonly FieldProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointerOf([...issue.path, key]),
      code: 'field.unknown',
      detail: 'this field is not known here',
    }));
  }
  return [{ pointer: pointerOf(issue.path), code: `field.${issue.code}`, detail: issue.message }];
}

const invalidQuery = (name: string, detail: string): HttpProblem =>
  new HttpProblem('request.invalid', `?${name}: ${detail}`, [
    { pointer: `?${name}`, code: 'parameter.invalid', detail },
  ]);

/** RFC 6901. */
export const escapePointer = (key: PropertyKey): string => String(key).replaceAll('~', '~0').replaceAll('/', '~1');
