import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { Badge } from '../../ui/badge';
import { useKeysetList } from '../../ui/keyset-list';
import { ListTable } from '../../ui/list-table';
import type { Column } from '../../ui/list-table';
import { PageFrame } from '../../ui/page';
import { Empty } from '../../ui/states';
import { Ago } from '../../ui/time';
import { useRow } from '../../ui/lists';

type Notice = components['schemas']['Notice'];

/** What every officer is shown, whoever did it: a watch that could be changed unseen would be none. */
export function Page() {
  const t = useTranslations('notices');
  const list = useKeysetList<Notice>(['notices'], (cursor) =>
    answerOf(
      api.GET('/api/v1/notices', { params: { query: { limit: 100, ...(cursor !== undefined && { cursor }) } } }),
    ),
  );
  return (
    <PageFrame title={t('title')}>
      <p className="quiet lead">{t('lead')}</p>
      <ListTable
        label={t('title')}
        list={list}
        columns={useColumns()}
        rowKey={({ id }) => id}
        empty={<Empty title={t('none')}>{t('noneDetail')}</Empty>}
      />
    </PageFrame>
  );
}

function useColumns(): readonly Column<Notice>[] {
  const t = useTranslations('notices');
  const row = useRow();
  const terms = useTranslations('terms');
  return [
    { key: 'at', title: t('at'), width: '8rem', cell: ({ at }) => <Ago at={at} /> },
    {
      key: 'what',
      title: t('event'),
      width: 'minmax(11rem, 3fr)',
      cell: ({ id, what, version }) => (
        <>
          {what === 'watching_ended' ? <Badge tone="warning">{t('attention')}</Badge> : null}{' '}
          <Link to="/events" search={{ id }}>
            {t(`what.${what}`, { version: String(version ?? '') })}
          </Link>
        </>
      ),
    },
    {
      key: 'roles',
      title: t('roles'),
      width: 'minmax(8rem, 1.2fr)',
      wideOnly: true,
      cell: ({ account }) => row((account?.roles ?? []).map((role) => terms(`role.${role}`))),
    },
    {
      key: 'account',
      title: t('account'),
      width: 'minmax(6rem, 1fr)',
      wideOnly: true,
      cell: ({ account }) => (account === null ? null : <bdi title={account.id}>{account.label}</bdi>),
    },
    {
      key: 'by',
      title: t('by'),
      width: 'minmax(6rem, 1fr)',
      wideOnly: true,
      cell: ({ by, actor }) => {
        if (actor !== null) return <bdi title={actor.id}>{actor.label}</bdi>;
        return by === 'system:cli' ? t('commandLine') : <code>{by}</code>;
      },
    },
  ];
}
