import { useMemo, useSyncExternalStore } from 'react';

const paper = window.matchMedia('print');
const dark = window.matchMedia('(prefers-color-scheme: dark)');

function subscribe(listener: () => void): () => void {
  const chosen = new MutationObserver(listener);
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  dark.addEventListener('change', listener);
  return () => {
    chosen.disconnect();
    dark.removeEventListener('change', listener);
  };
}
const theme = (): string => `${document.documentElement.dataset['theme'] ?? ''} ${dark.matches}`;

/** Whether the look is dark now, by choice or by the system; paper never is. */
export const isDark = (): boolean => {
  if (paper.matches) return false;
  const chosen = document.documentElement.dataset['theme'];
  return chosen === undefined ? dark.matches : chosen === 'dark';
};

/** The look's colours as they are now, for what is drawn rather than styled: `accent` is `--accent`. */
export function useTokens() {
  const now = useSyncExternalStore(subscribe, theme);
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    return { theme: now, of: (name: string) => style.getPropertyValue(`--${name}`).trim() };
  }, [now]);
}
