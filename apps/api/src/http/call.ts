import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Metadata } from '#domain/event';
import type { Person, Principal, Service } from './principal.js';
import type { Access, Route } from './route.js';

type PrincipalOf<A extends Access> = A extends 'public'
  ? undefined
  : A extends { service: string; roles: readonly [] }
    ? Service
    : A extends { service: string }
      ? Principal
      : Person;
type Output<S, Otherwise> = S extends z.ZodType ? z.output<S> : Otherwise;

/** An admitted request: who calls, and what, checked against the route's schemas. */
export type Call<P = Principal | undefined, Q = unknown, B = unknown> = {
  readonly principal: P;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Q;
  readonly body: B;
  /** The revision that the caller saw. */
  readonly ifMatch: number | undefined;
  readonly idempotencyKey: string | undefined;
  /** With an Idempotency-Key only. */
  readonly bodyHash: string | undefined;
  /** An id that is the same when the request is repeated under its Idempotency-Key, and new otherwise. */
  readonly idFor: (what: string) => string;
  /** Ready for an append: who, when, through what. */
  readonly metadata: Metadata;
  readonly now: Date;
  /** Lets the handler answer: what it answers is kept, recorded or sent as its route wants it. */
  readonly answerWith: (handle: () => unknown) => Promise<unknown>;
  readonly request: Request;
  readonly response: Response;
};
export type CallOf<R extends Route> = Call<
  PrincipalOf<R['access']>,
  Output<R['query'], undefined>,
  Output<R['body'], undefined>
>;

export type AdmittedRequest = Request & { call?: Call };
