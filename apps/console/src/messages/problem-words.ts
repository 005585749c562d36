import { useLocale, useMessages, useTranslations } from 'use-intl';
import { faultAt } from '../api/problem';
import type { Refused } from '../api/problem';

/** The api writes in English, and names what is at fault; of the shape of a field it speaks as to a program. */
const isPlainEnglish = ({ code, detail }: Refused): boolean =>
  code !== 'request.invalid' && !/^(Invalid|Too small|Too big)\b/.test(detail);

/** Without which ranks, columns or line are meant, nobody could mend it: here the api's words follow ours. */
const tellMore = ['tier.gap', 'tier.overlap', 'csv.header', 'csv.encoding', 'csv.malformed'];

const bounds = { '>=': 'atLeast', '<=': 'atMost', '>': 'above', '<': 'below' } as const;
/** How far a value may go, which the api says as `>=1`. */
function boundIn(detail: string) {
  const [, sign, n] = /([<>]=?) ?(-?\d[\d.]*)/.exec(detail) ?? [];
  return sign === undefined || n === undefined ? undefined : { is: bounds[sign as keyof typeof bounds], n };
}

/** What the api refused, in the reader's language; what has no words of ours in the api's own. */
export function useProblemWords(): (refused: Refused) => string {
  const locale = useLocale();
  const common = useTranslations('common');
  const words = new Map<string, string>(Object.entries(useMessages().problems));
  return (refused) => {
    const { code, detail } = refused;
    const ours = words.get(code.replace('.', '_'));
    if (ours === undefined || (locale === 'en' && isPlainEnglish(refused))) return detail;
    if (tellMore.includes(code)) return `${ours} ${detail}`;
    const bound = code.startsWith('field.too_') ? boundIn(detail) : undefined;
    return bound === undefined
      ? ours
      : common('bracketed', { text: ours, inside: common(`bounds.${bound.is}`, { n: bound.n }) });
  };
}

/** The api's word on one field of what was sent, by its pointer. */
export function useFaults(error: unknown): (pointer: string) => string | undefined {
  const wordsOf = useProblemWords();
  return (pointer) => {
    const fault = faultAt(error, pointer);
    return fault === undefined ? undefined : wordsOf(fault);
  };
}
