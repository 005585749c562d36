import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Metadata } from '#domain/event';
import type { EventStore } from '#event-store/event-store';
import type { Clock } from '#platform/clock';
import { derivedId, namespaces } from '#platform/ids';
import type { NewId } from '#platform/ids';
import type { Answering } from './answering.js';
import type { BodyHash } from './body-hash.js';
import type { AdmittedRequest, Call } from './call.js';
import { mustBeDecodable } from './encoding.js';
import { routeOf } from './handle.js';
import { HttpProblem } from './http-problem.js';
import { positionIn } from './position.js';
import { actorOf } from './principal.js';
import type { Principal } from './principal.js';
import { perMinute } from './rate-limit.js';
import type { RateLimit } from './rate-limit.js';
import { readBody } from './read-body.js';
import type { Access, Route } from './route.js';
import { validateBody, validateQuery } from './validate.js';

export type Authenticate = (request: Request, now: Date) => Promise<Principal>;
export type AdmissionNeeds = {
  /** @throws HttpProblem `auth.required`, `auth.forbidden` */
  readonly authenticate: Authenticate;
  readonly rateLimit: RateLimit;
  /** Waits until reads hold the position. @throws Refusal `view.lagging` */
  readonly readsHold: (position: string) => Promise<void>;
  /** The log that positions are of. */
  readonly store: Pick<EventStore, 'isPosition'>;
  readonly answering: Answering;
  readonly bodyHash: BodyHash;
  readonly clock: Clock;
  readonly newId: NewId;
};

/**
 * Everything that stands before a handler, in the order of the contract: who (401), may they call this (403, 429),
 * is the request in form (400, 413, 415), have reads caught up with the caller's own writes.
 */
export class AdmissionGuard implements CanActivate {
  readonly #needs: AdmissionNeeds;

  constructor(needs: AdmissionNeeds) {
    this.#needs = needs;
  }

  async canActivate(context: ExecutionContext): Promise<true> {
    const http = context.switchToHttp();
    const request = http.getRequest<AdmittedRequest>();
    const route = routeOf(context.getHandler());
    if (route === undefined) throw new Error(`${request.method} ${request.path} has no route definition`);
    const now = this.#needs.clock();
    const principal = route.access === 'public' ? undefined : await this.#needs.authenticate(request, now);
    if (principal !== undefined) this.#mayCall(principal, route.access, now);

    mustBeDecodable(request);
    const query = validateQuery(route.query, request.originalUrl);
    const raw = route.method === 'GET' ? undefined : await readBody(request, route.bodyKind ?? 'json');
    const body = route.bodyKind === 'csv' ? (raw ?? new Uint8Array()) : validateBody(route.body, raw);
    const after = headerOf(request, 'bookward-after');
    // Searches are reads too, and a write that waits does no harm.
    if (after !== undefined) await this.#needs.readsHold(positionIn('Bookward-After', after, this.#needs.store));
    request.call = this.#callOf(request, http.getResponse<Response>(), route, { principal, query, body, now });
    return true;
  }

  #mayCall(principal: Principal, access: Access, now: Date): void {
    const limit = principal.kind === 'person' ? perMinute.person : perMinute.service;
    const name = principal.kind === 'person' ? principal.sessionId : principal.keyId;
    this.#needs.rateLimit.take(name, limit, now.getTime());
    if (!isAllowed(principal, access)) throw new HttpProblem('auth.forbidden', 'Your role may not do this.');
  }

  #callOf(
    request: Request,
    response: Response,
    route: Route,
    admitted: Pick<Call, 'principal' | 'query' | 'body' | 'now'>,
  ): Call {
    const { principal, body, now } = admitted;
    const { newId } = this.#needs;
    const idempotencyKey = route.method === 'POST' ? keyOf(request) : undefined;
    const bodyHash = idempotencyKey === undefined ? undefined : this.#needs.bodyHash(body);
    const actor = principal === undefined ? 'anyone' : actorOf(principal);
    const metadata: Metadata = {
      occurredAt: now.toISOString(),
      actor,
      channel: principal?.kind === 'person' && principal.mode === 'cookie' ? 'web' : 'api',
      trust: 'witnessed',
      correlationId: newId(),
      ...(bodyHash !== undefined && !(body instanceof Uint8Array) && { bodyHash }),
    };
    const idFor = (what: string): string =>
      idempotencyKey === undefined ? newId() : derivedId(namespaces.url, `${actor}#${idempotencyKey}#${what}`);
    const call: Call = {
      ...admitted,
      params: paramsOf(request),
      ifMatch: ifMatchOf(request),
      idempotencyKey,
      bodyHash,
      idFor,
      metadata,
      answerWith: (handle) => this.#needs.answering(call, route, handle),
      request,
      response,
    };
    return call;
  }
}

function isAllowed(principal: Principal, access: Access): boolean {
  if (access === 'public') return true;
  if (principal.kind === 'service')
    return access.service !== undefined && principal.scopes.some(({ right }) => right === access.service);
  return access.roles === 'any' || access.roles.some((role) => principal.roles.includes(role));
}

function keyOf(request: Request): string | undefined {
  const key = headerOf(request, 'idempotency-key');
  if (key !== undefined && (key.length === 0 || key.length > 128))
    throw new HttpProblem('request.invalid', 'An Idempotency-Key has 1 to 128 characters.');
  return key;
}

/** What a tag stands for that no answer of ours gave: nothing is at it. */
const noRevision = Number.MAX_SAFE_INTEGER;

function ifMatchOf(request: Request): number | undefined {
  const given = headerOf(request, 'if-match');
  if (given === undefined || given === '*') return undefined;
  const tag = /^(?:W\/)?"([!#-~]*)"$/.exec(given.trim())?.[1];
  if (tag === undefined)
    throw new HttpProblem('request.invalid', 'If-Match takes the ETag of an earlier answer, such as "3".');
  return /^\d{1,15}$/.test(tag) ? Number(tag) : noRevision;
}

const idShape = /^[A-Za-z0-9_.-]{1,200}$/;
/** Ids of the path, and names of streams, whose sources may have dots. What cannot be an id of ours belongs to nothing. */
function paramsOf(request: Request): Readonly<Record<string, string>> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.params)) {
    if (typeof value !== 'string' || !idShape.test(value))
      throw new HttpProblem('not_found', 'There is nothing under this id.');
    params[name] = value;
  }
  return params;
}

function headerOf(request: Request, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
