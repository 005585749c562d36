import type { Request } from 'express';
import { languages } from '#detection/messages/catalogues';
import { findAccount } from '#read-model/queries/accounts';
import type { Queryable } from '#read-model/sql';
import type { Person } from './http/principal.js';

/** What a request asks for by `Accept-Language`, if there are words in it. */
export const languageOf = (request: Request): string | undefined =>
  request.acceptsLanguages([...languages]) || undefined;

/** What somebody reads: the account's own choice, else what the request asks for, else English. */
export async function localeFor(pool: Queryable, reader: Person, asked: string | undefined): Promise<string> {
  const account = await findAccount(pool, reader.accountId);
  return account?.locale ?? asked ?? 'en';
}
