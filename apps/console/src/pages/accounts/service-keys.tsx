import '../../styles/admin.css';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { useKeysetList } from '../../ui/keyset-list';
import { ListTable } from '../../ui/list-table';
import type { Column } from '../../ui/list-table';
import { PageFrame } from '../../ui/page';
import { Empty } from '../../ui/states';
import { Ago, Time } from '../../ui/time';
import { IssueKey } from './issue-key';
import { RevokeKey } from './revoke-key';
import { useRow } from '../../ui/lists';

type Key = components['schemas']['ServiceKey'];

/** Keys of other systems, which are shown only when they are issued. */
export function Page() {
  const t = useTranslations('admin.keys');
  const [isIssuing, setIssuing] = useState(false);
  const [revoking, setRevoking] = useState<Key | null>(null);
  const list = useKeysetList(['service-keys'], (cursor) =>
    answerOf(api.GET('/api/v1/service-keys', { params: { query: cursor === undefined ? {} : { cursor } } })),
  );
  const columns = useColumns(setRevoking);
  return (
    <PageFrame
      title={t('title')}
      actions={
        <Button look="primary" onClick={() => setIssuing(true)}>
          {t('issue')}
        </Button>
      }
    >
      <ListTable
        label={t('title')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<Empty title={t('none')}>{t('noneDetail')}</Empty>}
      />
      {isIssuing ? <IssueKey onClose={() => setIssuing(false)} /> : null}
      {revoking === null ? null : <RevokeKey serviceKey={revoking} onClose={() => setRevoking(null)} />}
    </PageFrame>
  );
}

function useColumns(onRevoke: (key: Key) => void): readonly Column<Key>[] {
  const t = useTranslations('admin.keys');
  const row = useRow();
  const common = useTranslations('common');
  return [
    { key: 'name', title: t('name'), width: 'minmax(7rem, 1.5fr)', cell: ({ name }) => <bdi>{name}</bdi> },
    {
      key: 'scopes',
      title: t('scopes'),
      width: 'minmax(8rem, 2fr)',
      cell: ({ scopes }) => <code>{row(scopes)}</code>,
    },
    {
      key: 'issued',
      title: t('issuedAt'),
      width: '8rem',
      wideOnly: true,
      cell: ({ issuedAt }) => <Ago at={issuedAt} />,
    },
    {
      key: 'history',
      title: t('historyUntil'),
      width: '10rem',
      wideOnly: true,
      cell: ({ historyUntil }) => (historyUntil === null ? common('notAvailable') : <Time at={historyUntil} />),
    },
    {
      key: 'state',
      title: t('state'),
      width: '6rem',
      cell: ({ revokedAt }) =>
        revokedAt === null ? <Badge tone="good">{t('active')}</Badge> : <Badge>{t('revoked')}</Badge>,
    },
    {
      key: 'revoke',
      title: <span className="visually-hidden">{t('revoke')}</span>,
      width: '5.5rem',
      align: 'end',
      cell: (key) =>
        key.revokedAt === null ? (
          <Button look="quiet" onClick={() => onRevoke(key)} aria-label={t('revoke') + common('colon') + key.name}>
            {t('revoke')}
          </Button>
        ) : null,
    },
  ];
}
