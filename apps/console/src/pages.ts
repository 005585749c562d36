import type { ComponentType } from 'react';
import type { Role } from './session/session';
import type { Messages } from './messages/messages';

/** A page: where it lies, who may see it, and what its entry in the navigation is called, if it has one. */
export type Page = {
  /** `$name` is a parameter. */
  readonly path: string;
  /** As the api's routes behind it say; anybody else meets the same answer as for a page that does not exist. */
  readonly roles: readonly Role[] | 'any';
  readonly nav?: keyof Messages['nav'];
  /** Loaded when it is first opened. */
  readonly load: () => Promise<{ readonly Page: ComponentType }>;
};

const officers: Page['roles'] = ['security_officer'];

/** Every page, one line each; those with a `nav` stand in the navigation in this order. */
export const pages: readonly Page[] = [
  { path: '/alerts', roles: officers, nav: 'alerts', load: () => import('./pages/alerts/inbox') },
  { path: '/alerts/$id', roles: officers, load: () => import('./pages/alerts/alert-page') },
  { path: '/people', roles: officers, nav: 'people', load: () => import('./pages/people/people') },
  { path: '/people/$id', roles: officers, load: () => import('./pages/people/person') },
  { path: '/quality', roles: officers, nav: 'quality', load: () => import('./pages/quality/quality') },
  { path: '/canaries', roles: officers, nav: 'canaries', load: () => import('./pages/policies/canaries') },
  { path: '/detection-policy', roles: officers, nav: 'detection', load: () => import('./pages/policies/detection') },
  { path: '/account', roles: 'any', load: () => import('./pages/account') },
];
