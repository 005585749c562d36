import '../../styles/hr.css';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button';
import { SelectField } from '../../ui/field';
import { wholeList } from '../../ui/keyset-list';
import { ListTable } from '../../ui/list-table';
import type { Column } from '../../ui/list-table';
import { PageFrame } from '../../ui/page';
import { Empty } from '../../ui/states';
import { Day } from '../../ui/time';
import { oneOf, useUrlState } from '../../ui/url-state';
import { DaysLeft, DepartureBadge } from './departure-badge';
import { DepartureDialog } from './departure-dialog';
import { FindPerson } from './find-person';
import { useDepartures } from './people';
import type { Person } from './people';

/** Who is leaving, the soonest first, and who has left, the latest first. */
export function Page() {
  const t = useTranslations('hr');
  const navigate = useNavigate();
  const [{ show }, change] = useUrlState((raw) => ({ show: oneOf(['left'], raw['show']) }));
  const [changing, setChanging] = useState<Person>();
  const found = useDepartures(show ?? 'declared');
  const ordered = found.data?.people.toSorted((a, b) =>
    show === 'left' ? lastDayOf(b).localeCompare(lastDayOf(a)) : lastDayOf(a).localeCompare(lastDayOf(b)),
  );
  const columns = useColumns(setChanging);
  return (
    <PageFrame title={t('departures.title')}>
      <FindPerson />
      <div className="filters">
        <SelectField
          label={t('departures.show')}
          value={show ?? ''}
          options={[
            { value: '', label: t('departures.leaving') },
            { value: 'left', label: t('departures.left') },
          ]}
          onChange={({ target }) => change({ show: oneOf(['left'], target.value) })}
        />
        {ordered === undefined ? null : <p className="quiet">{t('departures.count', { count: ordered.length })}</p>}
      </div>
      <ListTable
        label={t('departures.title')}
        list={wholeList(ordered, found)}
        columns={show === 'left' ? columns.filter(({ key }) => key !== 'change') : columns}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/departures/$id', params: { id } })}
        empty={
          show === 'left' ? (
            <Empty title={t('departures.noneLeft')} />
          ) : (
            <Empty title={t('departures.empty')}>{t('departures.emptyHint')}</Empty>
          )
        }
      />
      {found.data?.isWhole === false ? <p className="quiet">{t('departures.notWhole')}</p> : null}
      {changing === undefined ? null : (
        <DepartureDialog step="change" person={changing} onClose={() => setChanging(undefined)} />
      )}
    </PageFrame>
  );
}

const lastDayOf = ({ departure }: Person): string => departure.lastWorkingDay ?? '';

function useColumns(onChange: (person: Person) => void): readonly Column<Person>[] {
  const t = useTranslations('hr');
  const common = useTranslations('common');
  return [
    {
      key: 'name',
      title: common('name'),
      width: 'minmax(8rem, 2fr)',
      cell: ({ id, label }) => (
        <Link to="/departures/$id" params={{ id }}>
          <bdi>{label}</bdi>
        </Link>
      ),
    },
    {
      key: 'status',
      title: common('status'),
      width: 'minmax(5.5rem, 1fr)',
      cell: ({ departure }) => <DepartureBadge of={departure} />,
    },
    {
      key: 'daysLeft',
      title: t('fields.daysLeft'),
      width: 'minmax(5rem, 1fr)',
      cell: ({ departure }) => <DaysLeft of={departure} />,
    },
    {
      key: 'lastWorkingDay',
      title: t('fields.lastWorkingDay'),
      width: 'minmax(8.5rem, 1fr)',
      wideOnly: true,
      cell: ({ departure }) => (departure.lastWorkingDay === null ? '' : <Day on={departure.lastWorkingDay} />),
    },
    {
      key: 'noticeOn',
      title: t('fields.noticeOn'),
      width: 'minmax(7rem, 1fr)',
      wideOnly: true,
      cell: ({ departure }) => (departure.noticeOn === null ? t('noNotice') : <Day on={departure.noticeOn} />),
    },
    {
      key: 'team',
      title: t('fields.team'),
      width: 'minmax(6rem, 1fr)',
      wideOnly: true,
      cell: ({ team }) => <bdi>{team}</bdi>,
    },
    {
      key: 'change',
      title: <span className="visually-hidden">{t('steps.change.title')}</span>,
      width: '11rem',
      wideOnly: true,
      align: 'end',
      cell: (person) => (
        <Button look="quiet" onClick={() => onChange(person)}>
          {t('steps.change.short')}
        </Button>
      ),
    },
  ];
}
