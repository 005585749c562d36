import { useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { useMe } from '../../session/session';
import { Badge, requestTone, sensitivityTone } from '../../ui/badge';
import { SelectField } from '../../ui/field';
import { useKeysetList } from '../../ui/keyset-list';
import { ListTable } from '../../ui/list-table';
import type { Column } from '../../ui/list-table';
import { PageFrame } from '../../ui/page';
import { Empty } from '../../ui/states';
import { Tabs } from '../../ui/tabs';
import { Ago, Until } from '../../ui/time';
import { oneOf, useUrlState } from '../../ui/url-state';

type Approval = components['schemas']['Approval'];
const statuses = ['pending', 'granted', 'rejected', 'returned', 'withdrawn', 'expired'] as const;
const views = ['waiting', 'concerning'] as const;

/** What waits for my decision, and everything else that I asked for or had a part in. */
export function Page() {
  const t = useTranslations('approvals');
  const common = useTranslations('common');
  const terms = useTranslations('terms');
  const navigate = useNavigate();
  const { data: me } = useMe();
  const [{ view = 'waiting', status }, change] = useUrlState((raw) => ({
    view: oneOf(views, raw['view']),
    status: oneOf(statuses, raw['status']),
  }));
  const query =
    view === 'waiting' ? ({ assigned: 'me', status: 'pending' } as const) : status === undefined ? {} : { status };
  const list = useKeysetList(['approvals', query], (cursor) =>
    answerOf(
      api.GET('/api/v1/approvals', { params: { query: { ...query, ...(cursor !== undefined && { cursor }) } } }),
    ),
  );
  const seesAll = me?.roles.some((role) => role === 'security_officer' || role === 'auditor') === true;
  const columns = useColumns(view);
  return (
    <PageFrame title={t('title')}>
      <Tabs
        label={t('title')}
        chosen={view}
        onChoose={(chosen) => change({ view: chosen, status: undefined })}
        tabs={[
          { value: 'waiting', label: t('waiting') },
          { value: 'concerning', label: seesAll ? t('everything') : t('concerning') },
        ]}
      />
      {view === 'waiting' ? null : (
        <div className="filters">
          <SelectField
            label={common('status')}
            value={status ?? ''}
            onChange={({ target }) => change({ status: oneOf(statuses, target.value) })}
            options={[
              { value: '', label: common('any') },
              ...statuses.map((value) => ({ value, label: terms(`approvalStatus.${value}`) })),
            ]}
          />
        </div>
      )}
      <ListTable
        label={t('title')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: `/approvals/${id}` })}
        empty={
          view === 'waiting' ? (
            <Empty title={t('nothingWaits')}>{t('nothingWaitsDetail')}</Empty>
          ) : (
            <Empty title={t('nothingHere')} />
          )
        }
      />
    </PageFrame>
  );
}

function useColumns(view: (typeof views)[number]): readonly Column<Approval>[] {
  const t = useTranslations('approvals');
  const common = useTranslations('common');
  const terms = useTranslations('terms');
  return [
    {
      key: 'what',
      title: t('what'),
      width: 'minmax(9rem, 2fr)',
      cell: ({ facts }) => t('exportOf', { count: facts.rows }),
    },
    {
      key: 'by',
      title: t('by'),
      width: 'minmax(7rem, 2fr)',
      cell: ({ employee, facts }) => (
        <>
          <bdi>{employee.label}</bdi>
          {facts.requesterDeparting ? <span className="quiet"> · {t('departing')}</span> : null}
        </>
      ),
    },
    {
      key: 'sensitivity',
      title: t('sensitivity'),
      width: 'minmax(9rem, 1fr)',
      wideOnly: true,
      cell: ({ facts: { highestSensitivity: level } }) =>
        level === null ? (
          t('noSensitivity')
        ) : (
          <Badge tone={sensitivityTone[level]}>{terms(`sensitivity.${level}`)}</Badge>
        ),
    },
    {
      key: 'level',
      title: t('level'),
      width: 'minmax(9rem, 1.5fr)',
      wideOnly: true,
      cell: ({ levels, level }) =>
        t('levelOf', { level: levels[level]?.name ?? '', n: String(level + 1), count: String(levels.length) }),
    },
    {
      key: 'status',
      title: common('status'),
      width: '6.5rem',
      cell: ({ status: is }) => <Badge tone={requestTone[is]}>{terms(`approvalStatus.${is}`)}</Badge>,
    },
    {
      key: 'when',
      title: view === 'waiting' ? t('runsOut') : t('asked'),
      width: '7rem',
      wideOnly: true,
      align: 'end',
      cell: ({ expiresAt, requestedAt }) => (view === 'waiting' ? <Until at={expiresAt} /> : <Ago at={requestedAt} />),
    },
  ];
}
