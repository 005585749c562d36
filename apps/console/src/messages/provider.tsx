import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import { useMe } from '../session/session';
import { loaded, reloadOnceUp } from '../ui/not-loaded';
import { localeFor, locales } from './locales';

/** Lends words, dates and numbers in the reader's language: the account's, else the browser's. */
export function Words({ children }: { readonly children: ReactNode }) {
  const { data: me } = useMe();
  const tag = localeFor([me?.locale ?? null, ...navigator.languages]);
  const { data: messages, error } = useQuery({
    queryKey: ['messages', tag],
    queryFn: () => loaded(locales[tag].load()),
    staleTime: Infinity,
    networkMode: 'always',
  });
  useEffect(() => void (document.documentElement.lang = tag), [tag]);
  if (messages === undefined) return error === null ? null : <Wordless />;
  return (
    <IntlProvider locale={tag} messages={messages as never} timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}>
      {children}
    </IntlProvider>
  );
}

/** The words themselves did not come: says so in every language, since which one is ours to use is not known. */
const Wordless = () => (
  <main className="alone">
    <div role="alert">
      <p>Bookward could not be loaded.</p>
      <p lang="zh-CN">无法加载 Bookward。</p>
    </div>
    <button type="button" className="button" onClick={() => void reloadOnceUp()}>
      Try again <span lang="zh-CN">重试</span>
    </button>
  </main>
);
