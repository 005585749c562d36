import { z } from 'zod';
import { Sealer } from '#platform/sealed';
import type { Page, PageRequest } from '#read-model/queries/page';
import { HttpProblem } from './http-problem.js';

/** The cursors, as Nest injects them. */
export const CURSORS = Symbol('cursors');

/** `?limit` and `?cursor` of every list. */
export const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(2_000).optional(),
};

/** Cursors are sealed: a caller can keep one and hand it back, and neither read nor alter it. */
export class Cursors {
  readonly #sealer: Sealer;

  constructor(/** 32 bytes. */ key: Uint8Array) {
    this.#sealer = new Sealer(key);
  }

  /** @param list which list it belongs to: a cursor of one is refused by another */
  seal(list: string, after: unknown): string {
    return this.#sealer.seal(list, Buffer.from(JSON.stringify(after))).toString('base64url');
  }

  /** @throws HttpProblem `request.invalid` for a cursor that is not ours, or of another list */
  open<S extends z.ZodType>(list: string, cursor: string, schema: S): z.output<S> {
    try {
      return schema.parse(JSON.parse(this.#sealer.open(list, Buffer.from(cursor, 'base64url')).toString('utf8')));
    } catch {
      throw new HttpProblem('request.invalid', 'The cursor is not one of this list; start again without it.', [
        { pointer: '?cursor', code: 'cursor.invalid', detail: 'not a cursor of this list' },
      ]);
    }
  }

  /** A page of a query as lists answer it. */
  answer<Row, Item>(list: string, page: Page<Row>, item: (row: Row) => Item) {
    return { items: page.items.map(item), nextCursor: page.next === null ? null : this.seal(list, page.next) };
  }

  /** The page that a request asks for. @throws as `open` */
  request(
    list: string,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  ): PageRequest {
    return { limit, after: cursor === undefined ? null : this.open(list, cursor, z.array(z.string())) };
  }
}
