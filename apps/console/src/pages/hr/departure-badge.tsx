import { useTranslations } from 'use-intl';
import { Badge } from '../../ui/badge';
import { daysBetween, today } from './days';
import type { Departure } from './people';

/** Declared for a day to come, in notice, or left. */
export function DepartureBadge({ of: { status, noticeOn } }: { readonly of: Departure }) {
  const t = useTranslations('hr.status');
  const terms = useTranslations('terms.departureStatus');
  if (status === 'declared' && noticeOn !== null && noticeOn > today())
    return <Badge tone="notice">{t('ahead')}</Badge>;
  return <Badge tone={status === 'declared' ? 'warning' : 'neutral'}>{terms(status)}</Badge>;
}

export function DaysLeft({ of: { status, lastWorkingDay } }: { readonly of: Departure }) {
  const t = useTranslations('hr');
  const common = useTranslations('common');
  if (status !== 'declared' || lastWorkingDay === null) return <>{common('notAvailable')}</>;
  return <>{t('daysLeft', { count: Math.max(0, daysBetween(today(), lastWorkingDay)) })}</>;
}
