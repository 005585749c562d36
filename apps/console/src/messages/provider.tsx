import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import { useMe } from '../session/session';
import { localeFor, locales } from './locales';

/** Lends words, dates and numbers in the reader's language: the account's, else the browser's. */
export function Words({ children }: { readonly children: ReactNode }) {
  const { data: me } = useMe();
  const tag = localeFor([me?.locale ?? null, ...navigator.languages]);
  const { data: messages } = useQuery({
    queryKey: ['messages', tag],
    queryFn: locales[tag].load,
    staleTime: Infinity,
    networkMode: 'always',
  });
  useEffect(() => void (document.documentElement.lang = tag), [tag]);
  if (messages === undefined) return null;
  return (
    <IntlProvider locale={tag} messages={messages as never} timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}>
      {children}
    </IntlProvider>
  );
}
