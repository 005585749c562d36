import { Link, useNavigate } from '@tanstack/react-router';
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

type Export = components['schemas']['Export'];
const statuses = ['pending', 'granted', 'refused', 'returned', 'withdrawn', 'executed', 'expired'] as const;
const views = ['mine', 'concerning'] as const;

/** What became of my requests, and of those that I decide on or watch. */
export function Page() {
  const t = useTranslations('exports');
  const common = useTranslations('common');
  const terms = useTranslations('terms');
  const navigate = useNavigate();
  const { data: me } = useMe();
  const roles = me?.roles ?? [];
  const isSeller = roles.includes('salesperson') || roles.includes('manager');
  const seesAll = roles.includes('security_officer') || roles.includes('auditor');
  const [{ view = isSeller ? 'mine' : 'concerning', status }, change] = useUrlState((raw) => ({
    view: oneOf(views, raw['view']),
    status: oneOf(statuses, raw['status']),
  }));
  const query = { ...(view === 'mine' && { mine: 'true' as const }), ...(status !== undefined && { status }) };
  const list = useKeysetList(['exports', query], (cursor) =>
    answerOf(api.GET('/api/v1/exports', { params: { query: { ...query, ...(cursor !== undefined && { cursor }) } } })),
  );
  const toNew = (
    <Link className="button primary" to="/exports/new">
      {t('new')}
    </Link>
  );
  const columns = useColumns();
  return (
    <PageFrame title={t('title')} actions={isSeller ? toNew : undefined}>
      {isSeller ? (
        <Tabs
          label={t('title')}
          chosen={view}
          onChoose={(chosen) => change({ view: chosen })}
          tabs={[
            { value: 'mine', label: t('mine') },
            { value: 'concerning', label: seesAll ? t('everything') : t('concerning') },
          ]}
        />
      ) : null}
      <div className="filters">
        <SelectField
          label={common('status')}
          value={status ?? ''}
          onChange={({ target }) => change({ status: oneOf(statuses, target.value) })}
          options={[
            { value: '', label: common('any') },
            ...statuses.map((value) => ({ value, label: terms(`exportStatus.${value}`) })),
          ]}
        />
      </div>
      <ListTable
        label={t('title')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: `/exports/${id}` })}
        empty={
          view === 'mine' && status === undefined ? (
            <Empty title={t('none')}>
              <p>{t('noneDetail')}</p>
              {toNew}
            </Empty>
          ) : (
            <Empty title={t('nothingHere')} />
          )
        }
      />
    </PageFrame>
  );
}

function useColumns(): readonly Column<Export>[] {
  const t = useTranslations('exports');
  const common = useTranslations('common');
  const terms = useTranslations('terms');
  return [
    {
      key: 'what',
      title: t('what'),
      width: 'minmax(5rem, 2fr)',
      cell: ({ preview, fields }) => t('rowsOf', { rows: preview.rows, fields: fields.length }),
    },
    {
      key: 'by',
      title: t('by'),
      width: 'minmax(7rem, 1.5fr)',
      wideOnly: true,
      cell: ({ employee }) => <bdi>{employee.label}</bdi>,
    },
    {
      key: 'sensitivity',
      title: t('preview.highest'),
      width: 'minmax(9rem, 1fr)',
      wideOnly: true,
      cell: ({ preview: { highestSensitivity: level } }) =>
        level === null ? (
          t('preview.noLevel')
        ) : (
          <Badge tone={sensitivityTone[level]}>{terms(`sensitivity.${level}`)}</Badge>
        ),
    },
    {
      key: 'status',
      title: common('status'),
      width: '5.5rem',
      cell: ({ status: is }) => <Badge tone={requestTone[is]}>{terms(`exportStatus.${is}`)}</Badge>,
    },
    {
      key: 'until',
      title: t('grantEnds'),
      width: '8rem',
      wideOnly: true,
      cell: ({ status: is, grantExpiresAt }) =>
        is === 'granted' && grantExpiresAt !== null ? <Until at={grantExpiresAt} /> : common('notAvailable'),
    },
    {
      key: 'asked',
      title: t('asked'),
      width: '7rem',
      align: 'end',
      cell: ({ requestedAt }) => <Ago at={requestedAt} />,
    },
  ];
}
