import { admin } from './en/admin';
import { alerts } from './en/alerts';
import { approvals } from './en/approvals';
import { audit } from './en/audit';
import { common } from './en/common';
import { customers } from './en/customers';
import { events } from './en/events';
import { exports } from './en/exports';
import { hr } from './en/hr';
import { indicators } from './en/indicators';
import { nav } from './en/nav';
import { notices } from './en/notices';
import { people } from './en/people';
import { policies } from './en/policies';
import { problems } from './en/problems';
import { quality } from './en/quality';
import { record } from './en/record';
import { rules } from './en/rules';
import { terms } from './en/terms';

/** English, and the shape of every other catalogue. One file an area; ICU message syntax. */
export const en = {
  admin,
  alerts,
  approvals,
  audit,
  common,
  customers,
  events,
  exports,
  hr,
  indicators,
  nav,
  notices,
  people,
  policies,
  problems,
  quality,
  record,
  rules,
  terms,
} as const;
