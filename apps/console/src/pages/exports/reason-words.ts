import { useTranslations } from 'use-intl';

const known = [
  'guard.left',
  'guard.suspended',
  'guard.departing',
  'action.forbidden',
  'approval.required',
  'approval.rejected',
  'approval.expired',
  'scope',
  'grant.none',
  'export.cap',
] as const;
type Known = (typeof known)[number];
type Key<Code extends string> = Code extends `${infer A}.${infer B}` ? `${A}-${B}` : Code;

/** Why an export is refused, in words; the codes are the api's. */
export function useReasonWords(): (code: string) => string {
  const t = useTranslations('exports.reasons');
  return (code) => {
    const found = known.find((one) => one === code);
    return found === undefined ? t('other', { code }) : t(found.replace('.', '-') as Key<Known>);
  };
}
