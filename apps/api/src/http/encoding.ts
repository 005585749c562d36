import type { NextFunction, Request, Response } from 'express';
import { HttpProblem } from './http-problem.js';

/**
 * An address that cannot be decoded is routed as if it had been meant literally: the router would refuse it before
 * anybody has asked who sends it.
 */
export function routeUndecodable(request: Request, _: Response, next: NextFunction): void {
  const path = pathOf(request.url);
  if (!isDecodable(path)) request.url = path.replaceAll('%', '%25') + request.url.slice(path.length);
  next();
}

/** @throws HttpProblem `request.malformed` */
export function mustBeDecodable({ originalUrl }: Pick<Request, 'originalUrl'>): void {
  if (!isDecodable(pathOf(originalUrl)))
    throw new HttpProblem('request.malformed', 'The address is not encoded properly.');
}

const pathOf = (url: string): string => url.split('?', 1).join('');

function isDecodable(path: string): boolean {
  if (!path.includes('%')) return true;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
