import { messagesIn } from './catalogues.js';

/**
 * What legitimate work would look the same as what an indicator tells of; null for an indicator that there is no more.
 * @param locale a BCP 47 tag, such as `en` or `zh-CN`
 */
export const legitimateWork = (indicator: string, locale: string): string | null =>
  messagesIn(locale).indicators[indicator]?.legitimate ?? null;
