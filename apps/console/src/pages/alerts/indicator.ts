import { useMessages } from 'use-intl';

/** What an indicator is called; one that is not known here keeps its code. */
export function useIndicator() {
  const { indicators } = useMessages();
  const known: Readonly<Record<string, string>> = indicators ?? {};
  return (code: string): string => known[code] ?? code;
}
