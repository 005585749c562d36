import type { ReactNode } from 'react';
import { useMe } from '../session/session';
import type { Role } from '../session/session';
import { NotFound } from './not-found';

export const mayOpen = (mine: readonly Role[], roles: readonly Role[] | 'any'): boolean =>
  roles === 'any' || roles.some((role) => mine.includes(role));

/** What lies inside is not even asked for by others. */
export function ForRoles({
  roles,
  children,
}: {
  readonly roles: readonly Role[] | 'any';
  readonly children: ReactNode;
}) {
  const { data: me } = useMe();
  if (me === undefined || me === null) return null;
  return mayOpen(me.roles, roles) ? <>{children}</> : <NotFound />;
}
