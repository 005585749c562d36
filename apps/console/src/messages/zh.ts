import type { Messages } from './messages';
import { alerts } from './zh/alerts';
import { common } from './zh/common';
import { indicators } from './zh/indicators';
import { nav } from './zh/nav';
import { people } from './zh/people';
import { policies } from './zh/policies';
import { quality } from './zh/quality';
import { terms } from './zh/terms';

/** 简体中文 */
export const zh: Messages = { alerts, common, indicators, nav, people, policies, quality, terms };
