import { useTranslations } from 'use-intl';
import type { components } from '../../api/schema';
import { useMe } from '../../session/session';

/** Oneself as such, everybody else by name. */
export function PersonName({ of }: { readonly of: components['schemas']['Labelled'] | undefined }) {
  const t = useTranslations('customers');
  const { data: me } = useMe();
  if (of === undefined) return null;
  return <bdi>{of.id === me?.employeeId ? t('you') : of.label}</bdi>;
}
