import { useSyncExternalStore } from 'react';

/** As wide as `components.css` gives the page one column only. */
const narrow = window.matchMedia('(max-width: 800px)');

export const useIsNarrow = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      narrow.addEventListener('change', listener);
      return () => narrow.removeEventListener('change', listener);
    },
    () => narrow.matches,
  );
