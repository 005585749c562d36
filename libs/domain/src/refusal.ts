/**
 * A rule said no and the caller can act on it. `code` is stable and public (contract: problem codes);
 * `message` says what to do next. The HTTP status is the api's business, not the rule's.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: string,
    message: string,
    /** JSON pointer into the request body, when one field is at fault. */
    readonly pointer?: string,
  ) {
    super(message);
  }
}
