import { Navigate, Outlet, useLocation, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTimeZone, useTranslations } from 'use-intl';
import { useIsUp } from '../api/connection';
import { useMe } from '../session/session';
import { Failed, Skeleton } from '../ui/states';
import { Toasts } from '../ui/toasts';
import { Bell } from './bell';
import { Navigation } from './navigation';
import { Shortcuts } from './shortcuts';

/** Around every page: who is not signed in is sent to sign in, and comes back to where they were going. */
export function Frame() {
  const t = useTranslations('common');
  const timeZone = useTimeZone() ?? '';
  const me = useMe();
  const { pathname, href } = useLocation();
  /** Where what is shown belongs: behind `pathname` while a page is on its way. */
  const shownAt = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  // The menu of narrow screens is open on one page only: going to another closes it.
  const [menuOpenOn, setMenuOpenOn] = useState<string | null>(null);
  const isMenuOpen = menuOpenOn === pathname;
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  const isUp = useIsUp();
  useEffect(() => {
    // A new page is announced by moving to it; the first one is where the reader is already.
    if (shownAt === undefined) return;
    if (!isFirst.current) main.current?.focus();
    isFirst.current = false;
  }, [shownAt]);

  if (me.data === undefined)
    return me.error === null ? <Skeleton /> : <Failed error={me.error} onRetry={() => void me.refetch()} />;
  // On its way there the frame is drawn once more, at the address of the sign-in already.
  if (me.data === null)
    return pathname === '/sign-in' ? null : <Navigate to="/sign-in" search={{ next: href }} replace />;
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <aside className={isMenuOpen ? 'side open' : 'side'}>
        <div className="side-head">
          <span className="product">{t('product')}</span>
          {me.data.roles.includes('security_officer') ? <Bell /> : null}
          <button
            type="button"
            className="menu-button"
            aria-expanded={isMenuOpen}
            aria-controls="navigation"
            onClick={() => setMenuOpenOn(isMenuOpen ? null : pathname)}
          >
            {t('menu')}
          </button>
        </div>
        <Navigation me={me.data} />
      </aside>
      <main id="content" ref={main} tabIndex={-1} data-at={shownAt} aria-busy={shownAt !== pathname}>
        {isUp ? null : (
          <p className="banner" role="alert">
            {t('lost')} {t('offlineKept')}
          </p>
        )}
        <Outlet />
        <p className="paper-only quiet">{t('timesOf', { zone: timeZone })}</p>
      </main>
      <Toasts />
      <Shortcuts />
    </div>
  );
}
