import { z } from 'zod';
import { unstorable } from '#domain/values';
import { faultsOf } from './faults.js';
import { HttpProblem } from './http-problem.js';

/** What a route's body must be. A route without a schema takes none. @throws HttpProblem `request.invalid` with pointers */
export function validateBody(schema: z.ZodType | undefined, body: unknown): unknown {
  if (schema === undefined) {
    if (body === undefined || (typeof body === 'object' && body !== null && Object.keys(body).length === 0))
      return undefined;
    throw new HttpProblem('request.invalid', 'This route takes no body.');
  }
  // Where nothing is required an empty body is as good as `{}`.
  return validate(schema, body === undefined ? {} : body, pointerInto);
}

/** Query parameters, each given once; `from` and `to` are a range wherever they stand. @throws HttpProblem `request.invalid` */
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
  const query = validate(schema ?? noParameters, given, (path) => `?${path.join('.')}`);
  if (!isInOrder(given)) throw invalidQuery('from', notInOrder, 'range.invalid');
  return query;
}

type Range = { readonly from?: string | undefined; readonly to?: string | undefined };
/** Whether a range of days or instants, if both ends are given, does not end before it begins. */
export const isInOrder = ({ from, to }: Range): boolean =>
  from === undefined || to === undefined || !(Date.parse(from) > Date.parse(to));
export const notInOrder = 'must not be after to';

/** RFC 6901: the whole body is the empty pointer. */
const pointerInto = (path: readonly PropertyKey[]): string => path.map((key) => `/${escapePointer(key)}`).join('');

const noParameters = z.strictObject({});

function validate(schema: z.ZodType, value: unknown, pointerOf: (path: readonly PropertyKey[]) => string): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues
    .flatMap((issue) => faultsOf(issue))
    .map(({ path, code, detail }) => ({ pointer: pointerOf(path), code, detail }));
  throw new HttpProblem(
    'request.invalid',
    errors
      .map(({ pointer, detail }) => (pointer === '' ? detail : `${pointer}: ${detail}`))
      .slice(0, 5)
      .join('; '),
    errors.slice(0, 100),
  );
}

const invalidQuery = (name: string, detail: string, code = 'parameter.invalid'): HttpProblem =>
  new HttpProblem('request.invalid', `?${name}: ${detail}`, [{ pointer: `?${name}`, code, detail }]);

/** RFC 6901. */
export const escapePointer = (key: PropertyKey): string => String(key).replaceAll('~', '~0').replaceAll('/', '~1');
