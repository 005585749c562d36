/** The key of the last row of a page, to be sealed into a cursor. */
export type PageKey = readonly string[];
export type PageRequest = { readonly limit: number; readonly after?: PageKey | null | undefined };
export type Page<R> = { readonly items: readonly R[]; readonly next: PageKey | null };

/** A page of rows of which one more than `limit` was asked for. */
export function pageOf<R>(rows: readonly R[], { limit }: PageRequest, keyOf: (row: R) => PageKey): Page<R> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? keyOf(last) : null };
}
