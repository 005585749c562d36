/** What a handler answers beside a plain body: headers, another status, or bytes instead of JSON. */
export class Answer {
  constructor(
    readonly body: unknown,
    readonly headers: Readonly<Record<string, string>> = {},
    readonly status?: number,
  ) {}
}

export type WrittenBody = { readonly id: string; readonly revision: number; readonly position: string };

/** The answer to a write: the ETag is the revision, and a read that names the position sees this write. */
export const written = (body: WrittenBody): Answer =>
  new Answer(body, { ETag: `"${body.revision}"`, 'Bookward-Position': body.position });

/** A read of one thing at a revision. */
export const atRevision = (revision: number, body: unknown): Answer => new Answer(body, { ETag: `"${revision}"` });

/** A file to save. Its name is ours: never a person's or a customer's. */
export const file = (bytes: Uint8Array, contentType: string, name: string): Answer =>
  new Answer(bytes, {
    'Content-Type': contentType,
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': 'no-store',
  });

/** Media types of the files that are handed out. */
export const fileTypes = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' } as const;
