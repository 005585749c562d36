import { useTranslations } from 'use-intl';
import { Badge } from '../../ui/badge';
import { today } from './days';
import type { Departure } from './people';

/** Declared for a day to come, in notice, or left. */
export function DepartureBadge({ of: { status, noticeOn } }: { readonly of: Departure }) {
  const t = useTranslations('hr.status');
  const terms = useTranslations('terms.departureStatus');
  if (status === 'declared' && noticeOn !== null && noticeOn > today())
    return <Badge tone="notice">{t('ahead')}</Badge>;
  return <Badge tone={status === 'declared' ? 'warning' : 'neutral'}>{terms(status)}</Badge>;
}
