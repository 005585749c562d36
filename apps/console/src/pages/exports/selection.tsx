import { useTranslations } from 'use-intl';
import type { components } from '../../api/schema';
import { useTeam } from '../customers/use-team';

/** Which customers a request selects, in words. */
export function Selection({ filter }: { readonly filter: NonNullable<components['schemas']['Export']['filter']> }) {
  const t = useTranslations('exports.filter');
  const terms = useTranslations('terms');
  const people = useTeam()?.people ?? [];
  const { ids, assignedTo, team, sensitivity } = filter;
  const parts = [
    ...(ids === undefined ? [] : [t('ids', { count: ids.length })]),
    ...(assignedTo === undefined
      ? []
      : [t('assignee', { name: people.find(({ id }) => id === assignedTo)?.label ?? assignedTo })]),
    ...(team === undefined ? [] : [t('teamOf', { team })]),
    ...(sensitivity === undefined ? [] : [t('level', { level: terms(`sensitivity.${sensitivity}`) })]),
  ];
  return <bdi>{parts.length === 0 ? t('everything') : parts.join(' · ')}</bdi>;
}
