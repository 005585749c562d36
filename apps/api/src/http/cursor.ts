import { z } from 'zod';
import { Sealer } from '#platform/sealed';
import { HttpProblem } from './http-problem.js';

const longestPage = 200;
const limit = { error: `expected a whole number from 1 to ${longestPage}` };

/** As people write them: `Number` would also read `0x10`, `1e2` and the empty text. */
const digits = /^\d+$/;
const fromDigits = (given: unknown): unknown =>
  typeof given === 'string' && digits.test(given) ? Number(given) : given;

/** `?limit` and `?cursor` of every list. */
export const page = {
  limit: z.preprocess(fromDigits, z.int(limit).min(1, limit).max(longestPage, limit)).default(50),
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
      const sealed = Buffer.from(cursor, 'base64url');
      // Decoding passes over what is not of the alphabet, and over the bits that the last character has to spare.
      if (sealed.toString('base64url') !== cursor) throw new Error('not written as we write it');
      return schema.parse(JSON.parse(this.#sealer.open(list, sealed).toString('utf8')));
    } catch {
      throw new HttpProblem('request.invalid', 'The cursor is not one of this list; start again without it.', [
        { pointer: '?cursor', code: 'cursor.invalid', detail: 'not a cursor of this list' },
      ]);
    }
  }
}
