import type { Messages } from './messages';
import { common } from './zh/common';
import { nav } from './zh/nav';
import { terms } from './zh/terms';

/** 简体中文 */
export const zh: Messages = { common, nav, terms };
