import { useFormatter } from 'use-intl';

/** Puts words in a row with the marks of the reader's language between them, and no "and". */
export function useRow(): (words: readonly string[]) => string {
  const format = useFormatter();
  return (words) => format.list(words, { type: 'conjunction', style: 'narrow' });
}
