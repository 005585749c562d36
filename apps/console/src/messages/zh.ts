import type { Messages } from './messages';
import { admin } from './zh/admin';
import { alerts } from './zh/alerts';
import { approvals } from './zh/approvals';
import { audit } from './zh/audit';
import { common } from './zh/common';
import { customers } from './zh/customers';
import { events } from './zh/events';
import { exports } from './zh/exports';
import { hr } from './zh/hr';
import { indicators } from './zh/indicators';
import { nav } from './zh/nav';
import { notices } from './zh/notices';
import { people } from './zh/people';
import { policies } from './zh/policies';
import { problems } from './zh/problems';
import { quality } from './zh/quality';
import { record } from './zh/record';
import { rules } from './zh/rules';
import { terms } from './zh/terms';

/** 简体中文 */
export const zh: Messages = {
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
};
