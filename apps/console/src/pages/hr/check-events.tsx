import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { components } from '../../api/schema';
import { wholeList } from '../../ui/keyset-list';
import { ListTable } from '../../ui/list-table';
import type { Column } from '../../ui/list-table';
import { useIsNarrow } from '../../ui/narrow';
import { Time } from '../../ui/time';
import { useEventWords } from '../audit/event-words';

type Entry = components['schemas']['AccessRecordEntry'];

/** The log behind the sheet, for officers and on the screen only. */
export function CheckEvents({ events }: { readonly events: readonly Entry[] }) {
  const t = useTranslations('hr.check');
  const common = useTranslations('common');
  const words = useEventWords();
  const isNarrow = useIsNarrow();
  const columns: readonly Column<Entry>[] = [
    {
      key: 'at',
      title: common('time'),
      width: isNarrow ? '8rem' : '12rem',
      cell: ({ at }) => <Time at={at} to={isNarrow ? 'short' : 'second'} />,
    },
    {
      key: 'what',
      title: t('what'),
      width: 'minmax(6rem, 2fr)',
      cell: ({ what, eventId }) => (
        <Link to="/events" search={{ id: eventId }}>
          {words.of(what)}
        </Link>
      ),
    },
    {
      key: 'rows',
      title: t('rows'),
      width: 'minmax(3rem, 1fr)',
      align: 'end',
      cell: ({ rows }) => (rows === null ? common('notAvailable') : String(rows)),
    },
  ];
  return (
    <section className="screen-only">
      <h2>{t('events')}</h2>
      <ListTable
        label={t('events')}
        list={wholeList(events)}
        columns={columns}
        rowKey={({ eventId, customerId, position }) => `${eventId}${customerId ?? ''}${position}`}
        rowHeight={36}
        empty={<p>{t('noEvents')}</p>}
      />
    </section>
  );
}
