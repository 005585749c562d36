import type { z } from 'zod';
import { subjectOfStream } from '#domain/streams';
import type { Role } from '#domain/values';
import type { ServiceRight } from './principal.js';

export const apiBase = '/api/v1';

/** Who may call a route. Nothing is open by default: a route names its roles, a service right, or that it is public. */
export type Access = 'public' | { readonly roles: readonly Role[] | 'any'; readonly service?: ServiceRight };

export type BodyKind = 'json' | 'csv' | 'cloudevents';

/**
 * One route as a value: the same schemas validate, type the handler and write the OpenAPI document. Bodies are strict:
 * an unknown field is refused. Paths are relative to `/api/v1`, parameters as `:name`.
 */
export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** How the body is read; default `json`. CSV arrives as bytes. */
  readonly bodyKind?: BodyKind;
  readonly answer?: z.ZodType;
  /** Media types of an answer that is not JSON. */
  readonly answersAs?: readonly string[];
  /** Of success; default 200. */
  readonly status?: number;
  /**
   * What a repeated `Idempotency-Key` gives: the first answer again (default), `spent` for answers that carry a
   * secret, or `judged` where the handler decides anew and records once.
   */
  readonly repeats?: 'answer' | 'spent' | 'judged';
  /** What officers and auditors look at here: that they did is recorded before they are answered. */
  readonly inspected?: (request: Asked) => Inspected;
};

type Asked = { readonly params: Readonly<Record<string, string>>; readonly query: unknown };

/** The screen, and the employees and customers that the request names. */
export type Inspected = {
  readonly screen: string;
  readonly subjects: readonly string[];
  /** A conclusion about a person: recorded whoever looks, and not of officers and auditors only. */
  readonly ofRisk?: boolean;
};
/** A list, which names nobody. */
export const aList = (screen: string) => (): Inspected => ({ screen, subjects: [] });
/** The employee or customer whose id is in the path. */
export const aSubject =
  (screen: string) =>
  ({ params }: Asked): Inspected => ({ screen, subjects: [params['id'] ?? ''] });
/** A conclusion about the employee whose id is in the path. */
export const aRisk =
  (screen: string) =>
  (request: Asked): Inspected => ({ ...aSubject(screen)(request), ofRisk: true });
/** One thing; whom it is about is told by its stream, if anybody. */
export const aThing = (screen: string, stream: string): Inspected => {
  const subject = subjectOfStream(stream);
  return { screen: screen.slice(0, 128), subjects: subject === undefined ? [] : [subject] };
};

export const defineRoute = <const R extends Route>(route: R): R => route;
