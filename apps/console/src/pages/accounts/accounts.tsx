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
import { textOf, useUrlState } from '../../ui/url-state';
import { EditAccount } from './edit-account';
import { OpenAccount } from './open-account';
import { useRow } from '../../ui/lists';

type Account = components['schemas']['Account'];

/** Who may sign in, and as what. */
export function Page() {
  const t = useTranslations('admin.accounts');
  const [isOpening, setOpening] = useState(false);
  const [{ account }, change] = useUrlState((raw) => ({ account: textOf(raw['account']) }));
  const list = useKeysetList(['accounts'], (cursor) =>
    answerOf(
      api.GET('/api/v1/accounts', { params: { query: { limit: 200, ...(cursor !== undefined && { cursor }) } } }),
    ),
  );
  const chosen = list.items?.find(({ id }) => id === account);
  const columns = useColumns();
  return (
    <PageFrame
      title={t('title')}
      actions={
        <Button look="primary" onClick={() => setOpening(true)}>
          {t('open')}
        </Button>
      }
    >
      <ListTable
        label={t('title')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        onOpen={({ id }) => change({ account: id })}
        empty={<Empty title={t('none')} />}
      />
      {isOpening ? (
        <OpenAccount
          onClose={() => setOpening(false)}
          onOpened={(id) => {
            setOpening(false);
            change({ account: id });
          }}
        />
      ) : null}
      {chosen === undefined ? null : (
        <EditAccount key={chosen.id} account={chosen} onClose={() => change({ account: undefined })} />
      )}
    </PageFrame>
  );
}

function useColumns(): readonly Column<Account>[] {
  const t = useTranslations('admin.accounts');
  const common = useTranslations('common');
  const row = useRow();
  const terms = useTranslations('terms');
  return [
    { key: 'name', title: common('name'), width: 'minmax(8rem, 1.5fr)', cell: ({ name }) => <bdi>{name}</bdi> },
    {
      key: 'email',
      title: t('email'),
      width: 'minmax(10rem, 2fr)',
      wideOnly: true,
      cell: ({ email }) => <bdi>{email}</bdi>,
    },
    {
      key: 'roles',
      title: t('roles'),
      width: 'minmax(8rem, 2fr)',
      cell: ({ roles }) => row(roles.map((role) => terms(`role.${role}`))),
    },
    {
      key: 'state',
      title: t('state'),
      width: '6rem',
      cell: ({ disabled }) => (
        <Badge tone={disabled ? 'warning' : 'good'}>{disabled ? t('disabled') : t('active')}</Badge>
      ),
    },
  ];
}
