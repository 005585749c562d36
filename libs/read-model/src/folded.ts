/**
 * A text as searches compare it: without case, full-width and composed forms alike. Done here and not by the
 * database, whose idea of letters depends on how it was set up.
 */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase();
