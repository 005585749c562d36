import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { SelectField, TextField } from '../../ui/field';
import { valuesOf } from '../../ui/form';
import { useKeysetList } from '../../ui/keyset-list';
import { ListTable } from '../../ui/list-table';
import type { Column } from '../../ui/list-table';
import { PageFrame } from '../../ui/page';
import { Empty } from '../../ui/states';
import { Day } from '../../ui/time';
import { oneOf, textOf, useUrlState } from '../../ui/url-state';

type Person = components['schemas']['EmployeeSummary'];
const departures = ['none', 'declared', 'left'] as const;

/** People as an officer may know them: pseudonyms, until one is lifted for a reason. */
export function Page() {
  const t = useTranslations('people');
  const terms = useTranslations('terms');
  const common = useTranslations('common');
  const navigate = useNavigate();
  const columns = useColumns();
  const [{ team, departure }, change] = useUrlState((raw) => ({
    team: textOf(raw['team']),
    departure: oneOf(departures, raw['departure']),
  }));
  const query = { ...(team !== undefined && { team }), ...(departure !== undefined && { departure }) };
  const list = useKeysetList<Person>(['people', 'list', query], (cursor) =>
    answerOf(
      api.GET('/api/v1/employees', {
        params: { query: { ...query, limit: 100, ...(cursor !== undefined && { cursor }) } },
      }),
    ),
  );
  return (
    <PageFrame title={t('title')}>
      <form
        className="filters"
        onSubmit={(event) => {
          event.preventDefault();
          change({ team: textOf(valuesOf(event.currentTarget)['team']?.trim()) });
        }}
      >
        <TextField key={team} type="search" label={t('filter.team')} name="team" defaultValue={team} maxLength={80} />
        <SelectField
          label={t('filter.departure')}
          value={departure ?? ''}
          options={[
            { value: '', label: common('any') },
            ...departures.map((value) => ({ value, label: terms(`departureStatus.${value}`) })),
          ]}
          onChange={({ target }) => change({ departure: oneOf(departures, target.value) })}
        />
        <Button type="submit">{t('filter.apply')}</Button>
      </form>
      <ListTable
        label={t('list')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/people/$id', params: { id } })}
        empty={
          <Empty title={t('empty')}>
            <Button onClick={() => change({ team: undefined, departure: undefined })}>{t('filter.reset')}</Button>
          </Empty>
        }
      />
    </PageFrame>
  );
}

function useColumns(): readonly Column<Person>[] {
  const t = useTranslations('people');
  const terms = useTranslations('terms');
  const common = useTranslations('common');
  return [
    {
      key: 'person',
      title: t('column.person'),
      width: 'minmax(8rem, 2fr)',
      cell: ({ id, label }) => (
        <Link to="/people/$id" params={{ id }}>
          <bdi>{label}</bdi>
        </Link>
      ),
    },
    { key: 'team', title: t('column.team'), width: 'minmax(5rem, 1fr)', cell: (person) => <bdi>{person.team}</bdi> },
    {
      key: 'role',
      title: t('column.role'),
      width: 'minmax(6rem, 1fr)',
      wideOnly: true,
      cell: ({ role }) => <bdi>{role}</bdi>,
    },
    {
      key: 'rank',
      title: t('column.rank'),
      width: '4rem',
      wideOnly: true,
      align: 'end',
      cell: ({ rank }) => rank ?? common('notAvailable'),
    },
    {
      key: 'departure',
      title: t('column.departure'),
      width: '7rem',
      cell: (person) =>
        person.departure.status === 'none' ? (
          <span className="quiet">{terms('departureStatus.none')}</span>
        ) : (
          <Badge tone="notice">{terms(`departureStatus.${person.departure.status}`)}</Badge>
        ),
    },
    {
      key: 'lastWorkingDay',
      title: t('column.lastWorkingDay'),
      width: '9rem',
      wideOnly: true,
      cell: (person) =>
        person.departure.lastWorkingDay === null ? null : <Day on={person.departure.lastWorkingDay} />,
    },
  ];
}
