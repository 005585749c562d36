/** Why, in the api's words and by its code. */
export type Refused = { readonly code: string; readonly detail: string };

/** One field at fault: `pointer` is a JSON pointer into the body, or `?name` for a query parameter. */
export type FieldFault = Refused & { readonly pointer: string };

/** What the api refused, in its own words: RFC 9457 with a stable `code`. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly faults: readonly FieldFault[] = [],
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(detail);
  }
}

/** The request got no answer: the server or the way to it is down. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

export async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Partial<{
    code: string;
    detail: string;
    errors: FieldFault[];
  }>;
  const retryAfter = Number(response.headers.get('Retry-After'));
  return new Problem(
    response.status,
    body.code ?? `http.${response.status}`,
    body.detail ?? response.statusText,
    body.errors ?? [],
    retryAfter > 0 ? retryAfter : null,
  );
}

/** Somebody else wrote meanwhile what one was about to write over. */
export const isStale = (error: unknown): boolean => error instanceof Problem && error.code === 'revision.stale';

export const faultAt = (error: unknown, pointer: string): FieldFault | undefined =>
  error instanceof Problem ? error.faults.find((fault) => fault.pointer === pointer) : undefined;
