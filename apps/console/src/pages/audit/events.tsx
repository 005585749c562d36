import '../../styles/audit.css';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import { useFaults } from '../../messages/problem-words';
import { useMe } from '../../session/session';
import { Button } from '../../ui/button';
import { useKeysetList } from '../../ui/keyset-list';
import { ListTable } from '../../ui/list-table';
import type { Column } from '../../ui/list-table';
import { useIsNarrow } from '../../ui/narrow';
import { PageFrame } from '../../ui/page';
import { Empty } from '../../ui/states';
import { Time } from '../../ui/time';
import { EventDetail } from './event-detail';
import { FilterBar } from './event-filters';
import { queryOf, useEventFilters } from './event-query';
import type { AuditEvent } from './event-query';
import { summaryOf } from './event-summary';
import { useEventWords } from './event-words';
import { ExportEvents } from './export-events';

const atOnce = 100;

/** The log, newest first, by whatever filter: every event opens in place. */
export function Page() {
  const t = useTranslations('audit');
  const { data: me } = useMe();
  const [filters, change] = useEventFilters();
  const [askedAt, setAskedAt] = useState(() => Date.now());
  const query = queryOf(filters, askedAt);
  const order = filters.order ?? 'desc';
  const asJson = filters.view === 'json';
  const list = useKeysetList(['audit', 'events', query, order], (cursor) =>
    answerOf(
      api.GET('/api/v1/audit/events', {
        params: { query: { ...query, order, limit: atOnce, ...(cursor !== undefined && { cursor }) } },
      }),
    ),
  );
  const fault = useFaults(list.error);
  const asAuditor = me?.roles.includes('auditor') === true;
  const readable = useReadableColumns();
  const refresh = (): void => {
    setAskedAt(Date.now());
    void list.refetch();
  };
  return (
    <PageFrame
      title={t('events.title')}
      actions={
        <>
          <Button onClick={refresh}>{t('events.refresh')}</Button>
          <Button onClick={() => change({ order: order === 'desc' ? 'asc' : undefined })}>
            {t(order === 'desc' ? 'events.oldestFirst' : 'events.newestFirst')}
          </Button>
          <Button
            aria-pressed={asJson}
            onClick={() => change({ view: asJson ? undefined : 'json' }, { replace: true })}
          >
            {t('events.json')}
          </Button>
          {asAuditor ? <ExportEvents query={query} /> : null}
        </>
      }
    >
      <FilterBar filters={filters} change={change} fault={fault} />
      <ListTable
        // Rows that were opened belong to one question.
        key={JSON.stringify([filters, asJson])}
        label={t('events.title')}
        list={list}
        columns={asJson ? jsonColumns(t('events.recorded')) : readable}
        rowKey={({ id }) => id}
        startsOpen={({ id }) => id === filters.id}
        detail={(event) => <EventDetail event={event} asJson={asJson} asAuditor={asAuditor} />}
        rowHeight={36}
        empty={<Empty title={t('events.empty')}>{t('events.emptyHint')}</Empty>}
      />
    </PageFrame>
  );
}

function useReadableColumns(): readonly Column<AuditEvent>[] {
  const t = useTranslations('audit');
  const words = useEventWords();
  const isNarrow = useIsNarrow();
  return [
    {
      key: 'at',
      title: t('events.recorded'),
      width: isNarrow ? '8.5rem' : '12rem',
      cell: ({ recordedAt }) => <Time at={recordedAt} to={isNarrow ? 'short' : 'second'} />,
    },
    { key: 'type', title: t('filters.type'), width: 'minmax(8rem, 14rem)', cell: ({ type }) => words.of(type) },
    {
      key: 'data',
      title: t('event.data'),
      width: 'minmax(10rem, 3fr)',
      wideOnly: true,
      cell: (event) => <span className="quiet">{summaryOf(event)}</span>,
    },
    {
      key: 'actor',
      title: t('filters.actor'),
      width: 'minmax(6rem, 1fr)',
      wideOnly: true,
      cell: ({ actor }) => <code>{actor}</code>,
    },
    {
      key: 'stream',
      title: t('filters.stream'),
      width: 'minmax(6rem, 1fr)',
      wideOnly: true,
      cell: ({ stream, revision }) => <code>{`${stream}@${revision}`}</code>,
    },
  ];
}

const jsonColumns = (title: string): readonly Column<AuditEvent>[] => [
  { key: 'at', title, width: '13rem', wideOnly: true, cell: ({ recordedAt }) => <code>{recordedAt}</code> },
  {
    key: 'json',
    title: 'JSON',
    width: 'minmax(0, 1fr)',
    cell: ({ type, data }) => <code>{JSON.stringify({ type, data }).slice(0, 400)}</code>,
  },
];
