import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { Badge, bandTone } from '../../ui/badge';
import type { Column } from '../../ui/list-table';
import { Ago } from '../../ui/time';
import type { Alert } from './alert';
import { shownScore } from './score';

/** What the inbox says of each alert; on narrow screens how bad it is, what was seen, and when. */
export function useAlertColumns(): readonly Column<Alert>[] {
  const t = useTranslations('alerts');
  const terms = useTranslations('terms');
  return [
    {
      key: 'severity',
      title: t('column.severity'),
      width: '5.5rem',
      cell: (alert) => <Badge tone={bandTone[alert.severity]}>{terms(`severity.${alert.severity}`)}</Badge>,
    },
    {
      key: 'sentence',
      title: t('column.sentence'),
      width: 'minmax(0, 1fr)',
      cell: ({ id, sentence }) => (
        <Link to="/alerts/$id" params={{ id }} className="two-lines">
          {sentence}
        </Link>
      ),
    },
    {
      key: 'person',
      title: t('column.person'),
      width: '8rem',
      wideOnly: true,
      cell: ({ employee }) => <bdi>{employee.label}</bdi>,
    },
    {
      key: 'status',
      title: t('column.status'),
      width: '8rem',
      wideOnly: true,
      cell: (alert) => (
        <>
          {terms(`alertStatus.${alert.status}`)}
          {alert.verdict === null ? null : <span className="quiet"> · {terms(`verdict.${alert.verdict}`)}</span>}
        </>
      ),
    },
    {
      key: 'score',
      title: t('column.score'),
      width: '3.5rem',
      wideOnly: true,
      align: 'end',
      cell: ({ score }) => shownScore(score),
    },
    {
      key: 'raised',
      title: t('column.raised'),
      width: '7.5rem',
      align: 'end',
      cell: ({ raisedAt }) => <Ago at={raisedAt} />,
    },
  ];
}
