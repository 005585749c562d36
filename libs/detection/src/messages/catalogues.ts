import { en } from './en.js';
import type { Messages } from './messages.js';
import { zh } from './zh.js';

/** Languages by the first part of their tag, one line each; what is not here reads English. */
const catalogues: Readonly<Record<string, Messages>> = { en, zh };
/** What there are words in. */
export const languages: readonly string[] = Object.keys(catalogues);

/** @param locale a BCP 47 tag, such as `en` or `zh-CN` */
export const messagesIn = (locale: string): Messages => catalogues[locale.toLowerCase().split('-')[0] ?? 'en'] ?? en;
