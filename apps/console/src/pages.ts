import type { FunctionComponent } from 'react';
import type { Role } from './session/session';
import type { Messages } from './messages/messages';

/** A page: where it lies, who may see it, and what its entry in the navigation is called, if it has one. */
export type Page = {
  /** `$name` is a parameter. */
  readonly path: string;
  /** As the api's routes behind it say; anybody else meets the same answer as for a page that does not exist. */
  readonly roles: readonly Role[] | 'any';
  readonly nav?: keyof Messages['nav'];
  /** Those who start here, though another page stands before it in the navigation. */
  readonly homeOf?: readonly Role[];
  /** Loaded when it is first opened. */
  readonly load: () => Promise<{ readonly Page: FunctionComponent }>;
};

const officers: Page['roles'] = ['security_officer'];
const sellers = ['salesperson', 'manager'] as const;
/** An approval chain may name anybody but privacy officers. */
const approvers = ['manager', 'salesperson', 'security_officer', 'auditor', 'hr', 'admin'] as const;
const exportReaders = [...sellers, 'security_officer', 'auditor'] as const;
const policyReaders = ['admin', 'security_officer', 'auditor'] as const;

/** Every page, one line each; those with a `nav` stand in the navigation in this order. */
export const pages: readonly Page[] = [
  { path: '/alerts', roles: officers, nav: 'alerts', load: () => import('./pages/alerts/inbox') },
  { path: '/alerts/$id', roles: officers, load: () => import('./pages/alerts/alert-page') },
  { path: '/people', roles: officers, nav: 'people', load: () => import('./pages/people/people') },
  { path: '/people/$id', roles: officers, load: () => import('./pages/people/person') },
  { path: '/quality', roles: officers, nav: 'quality', load: () => import('./pages/quality/quality') },
  { path: '/canaries', roles: officers, nav: 'canaries', load: () => import('./pages/policies/canaries') },
  { path: '/notices', roles: officers, nav: 'notices', load: () => import('./pages/notices/notices') },
  { path: '/customers', roles: sellers, nav: 'customers', load: () => import('./pages/customers/list') },
  { path: '/customers/$id', roles: sellers, load: () => import('./pages/customers/customer') },
  { path: '/accounts', roles: ['admin'], nav: 'accounts', load: () => import('./pages/accounts/accounts') },
  { path: '/service-keys', roles: ['admin'], nav: 'serviceKeys', load: () => import('./pages/accounts/service-keys') },
  { path: '/departures', roles: ['hr'], nav: 'departures', load: () => import('./pages/hr/departures') },
  {
    path: '/departures/$id',
    roles: ['hr', 'security_officer'],
    load: () => import('./pages/hr/departure-check'),
  },
  { path: '/hr/import', roles: ['hr'], nav: 'hrImport', load: () => import('./pages/hr/import') },
  {
    path: '/approvals',
    roles: approvers,
    nav: 'approvals',
    homeOf: ['manager'],
    load: () => import('./pages/approvals/inbox'),
  },
  { path: '/approvals/$id', roles: approvers, load: () => import('./pages/approvals/approval') },
  { path: '/exports', roles: exportReaders, nav: 'exports', load: () => import('./pages/exports/list') },
  { path: '/exports/new', roles: sellers, load: () => import('./pages/exports/new') },
  { path: '/exports/$id', roles: exportReaders, load: () => import('./pages/exports/export') },
  { path: '/friction', roles: ['manager'], nav: 'friction', load: () => import('./pages/friction/friction') },
  { path: '/tiers', roles: policyReaders, nav: 'tiers', load: () => import('./pages/policies/tiers') },
  { path: '/chains', roles: policyReaders, nav: 'chains', load: () => import('./pages/policies/chains') },
  { path: '/detection', roles: policyReaders, nav: 'detection', load: () => import('./pages/policies/detection') },
  { path: '/health', roles: ['admin'], nav: 'health', load: () => import('./pages/health') },
  {
    path: '/events',
    roles: ['auditor', 'security_officer'],
    nav: 'events',
    homeOf: ['auditor'],
    load: () => import('./pages/audit/events'),
  },
  { path: '/as-of', roles: ['auditor'], nav: 'asOf', load: () => import('./pages/audit/as-of') },
  { path: '/streams/$name', roles: ['auditor'], load: () => import('./pages/audit/stream') },
  { path: '/verify', roles: ['auditor'], nav: 'verify', load: () => import('./pages/audit/verify') },
  { path: '/my-record', roles: 'any', nav: 'myRecord', load: () => import('./pages/my-record') },
  { path: '/account', roles: 'any', load: () => import('./pages/account') },
];
