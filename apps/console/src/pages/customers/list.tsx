import '../../styles/desk.css';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { Badge, sensitivityTone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { valuesOf } from '../../ui/form';
import { useKeysetList } from '../../ui/keyset-list';
import { ListTable } from '../../ui/list-table';
import type { Column } from '../../ui/list-table';
import { PageFrame } from '../../ui/page';
import { Empty } from '../../ui/states';
import { Limit } from './limit';
import { PersonName } from './person-name';

type Customer = components['schemas']['Customer'];
/** Words searched for are kept until the session ends, never in the address: back from a customer they are still there. */
const searchKey = ['customers', 'searched'] as const;

/** My customers, or my team's. Each page of the list and each search is recorded, so nothing is read before Enter. */
export function Page() {
  const t = useTranslations('customers');
  const navigate = useNavigate();
  const client = useQueryClient();
  const [q, setQ] = useState(() => client.getQueryData<string>(searchKey) ?? '');
  const list = useKeysetList(['customers', 'list', q], (cursor) => {
    const further = cursor === undefined ? {} : { cursor };
    return q === ''
      ? answerOf(api.GET('/api/v1/customers', { params: { query: further } }))
      : answerOf(api.POST('/api/v1/customers/search', { body: { q, limit: 50, ...further } }));
  });
  const search = (words: string): void => {
    client.setQueryData(searchKey, words);
    setQ(words);
  };
  const columns = useColumns();
  return (
    <PageFrame title={t('title')}>
      <form
        className="filters"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          search((valuesOf(event.currentTarget)['q'] ?? '').trim());
        }}
      >
        <TextField
          key={q}
          label={t('search')}
          type="search"
          name="q"
          defaultValue={q}
          maxLength={200}
          autoComplete="off"
        />
        <Button type="submit">{t('find')}</Button>
        {q === '' ? null : (
          <Button look="quiet" onClick={() => search('')}>
            {t('clear')}
          </Button>
        )}
      </form>
      <p className="hint">{t('searchHint')}</p>
      <Limit of="views" />
      <ListTable
        label={t('title')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: `/customers/${id}` })}
        empty={
          q === '' ? (
            <Empty title={t('none')}>{t('noneDetail')}</Empty>
          ) : (
            <Empty title={t('notFound')}>{t('notFoundDetail')}</Empty>
          )
        }
      />
      <p className="hint">{t('recorded')}</p>
    </PageFrame>
  );
}

function useColumns(): readonly Column<Customer>[] {
  const t = useTranslations('customers');
  const terms = useTranslations('terms');
  return [
    {
      key: 'name',
      title: t('name'),
      width: 'minmax(10rem, 3fr)',
      cell: ({ id, name }) =>
        name === undefined ? (
          <span className="quiet">
            {t('above')} · <code>{id}</code>
          </span>
        ) : (
          <bdi>{name}</bdi>
        ),
    },
    {
      key: 'sensitivity',
      title: t('sensitivity'),
      width: '8rem',
      cell: ({ sensitivity }) => (
        <Badge tone={sensitivityTone[sensitivity]}>{terms(`sensitivity.${sensitivity}`)}</Badge>
      ),
    },
    {
      key: 'developedBy',
      title: t('developedBy'),
      width: 'minmax(7rem, 1fr)',
      wideOnly: true,
      cell: ({ developer }) => <PersonName of={developer} />,
    },
    {
      key: 'assignedTo',
      title: t('assignedTo'),
      width: 'minmax(7rem, 1fr)',
      wideOnly: true,
      cell: ({ assignee }) => <PersonName of={assignee} />,
    },
  ];
}
