import { Navigate } from '@tanstack/react-router';
import { pages } from '../pages';
import { useMe } from '../session/session';
import { mayOpen } from './for-roles';

/** Home is where one's work is: the page that says so, else the first in the navigation that one's roles open. */
export function Home() {
  const { data: me } = useMe();
  if (me === undefined || me === null) return null;
  const first =
    pages.find(({ homeOf = [] }) => mayOpen(me.roles, homeOf)) ??
    pages.find(({ nav, roles }) => nav !== undefined && mayOpen(me.roles, roles));
  return <Navigate to={first?.path ?? '/account'} replace />;
}
