import { useMessages } from 'use-intl';

/** What an indicator is called, and which legitimate work trips it; one that is not known here keeps its code. */
export function useIndicator() {
  const { indicators } = useMessages();
  const known: Readonly<Record<string, { readonly name: string; readonly legitimate: string }>> = indicators ?? {};
  return (code: string) => known[code] ?? { name: code, legitimate: null };
}
