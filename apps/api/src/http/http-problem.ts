/** One field at fault: `pointer` is a JSON pointer into the body, or `?name` for a query parameter. */
export type FieldProblem = { readonly pointer: string; readonly code: string; readonly detail: string };

/** A request refused by the HTTP layer itself, before any rule of the domain. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  constructor(
    readonly code: string,
    message: string,
    readonly errors: readonly FieldProblem[] = [],
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}

/** The status of every code that is not a domain rule; every other code is a rule and gives 422. */
const statuses: Readonly<Record<string, number>> = {
  'request.malformed': 400,
  'request.invalid': 400,
  'auth.required': 401,
  'auth.forbidden': 403,
  'access.denied': 403,
  not_found: 404,
  'state.conflict': 409,
  'idempotency.mismatch': 409,
  'idempotency.spent': 409,
  'grant.used': 409,
  'asof.unsettled': 409,
  'departure.open': 409,
  'departure.none': 409,
  'grant.expired': 410,
  'revision.stale': 412,
  'body.too_large': 413,
  'append.too_large': 413,
  'media.unsupported': 415,
  'rate.limited': 429,
  internal: 500,
  'store.unavailable': 503,
  'view.lagging': 503,
};
export const statusOf = (code: string): number => statuses[code] ?? 422;

const titles: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  409: 'In conflict with the present state',
  410: 'Gone',
  412: 'Changed since it was read',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'A rule says no',
  429: 'Too many requests',
  500: 'Something broke here',
  503: 'Not available at the moment',
};

/** RFC 9457, with our stable `code`. */
export function problemDocument(code: string, detail: string, errors: readonly FieldProblem[] = []) {
  const status = statusOf(code);
  const document = { type: `urn:bookward:problem:${code}`, title: titles[status] ?? 'Problem', status, code, detail };
  return errors.length === 0 ? document : { ...document, errors };
}
