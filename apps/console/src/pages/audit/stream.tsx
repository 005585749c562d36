import '../../styles/audit.css';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { paths } from '../../api/schema';
import { Button } from '../../ui/button';
import { useKeysetList } from '../../ui/keyset-list';
import { ListTable } from '../../ui/list-table';
import type { Column } from '../../ui/list-table';
import { PageFrame } from '../../ui/page';
import { Empty } from '../../ui/states';
import { Time } from '../../ui/time';
import { oneOf, useUrlState } from '../../ui/url-state';
import { EventDetail } from './event-detail';
import type { AuditEvent } from './event-query';
import { entityOfStream } from './event-summary';
import { useEventWords } from './event-words';
import { ThreadCell, threadWidth } from './thread-cell';
import { threadsOf } from './threads';

/** One stream, oldest first, with what belongs to one action and which event caused which. */
export function Page() {
  const t = useTranslations('audit');
  const { name = '' }: { name?: string } = useParams({ strict: false });
  const [{ view }, change] = useUrlState((raw) => ({ view: oneOf(['json'], raw['view']) }));
  const list = useStream(name);
  const columns = useColumns(list.items ?? []);
  const asJson = view === 'json';
  const entity = entityOfStream(name);
  return (
    <PageFrame
      title={t('stream.title')}
      heading={
        <>
          {t('stream.title')} <code>{name}</code>
        </>
      }
      actions={
        <>
          {entity === undefined ? null : (
            <Link className="button" to="/as-of" search={{ entity }}>
              {t('event.openAsOf')}
            </Link>
          )}
          <Link className="button" to="/events" search={{ stream: name }}>
            {t('event.sameStream')}
          </Link>
          <Button
            aria-pressed={asJson}
            onClick={() => change({ view: asJson ? undefined : 'json' }, { replace: true })}
          >
            {t('events.json')}
          </Button>
        </>
      }
    >
      <p className="legend hint">{t('stream.legend')}</p>
      <ListTable
        label={t('stream.title')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        detail={({ cause: _cause, ...event }) => <EventDetail event={event} asJson={asJson} asAuditor />}
        rowHeight={36}
        empty={<Empty title={t('events.empty')} />}
      />
    </PageFrame>
  );
}

type StreamPage = paths['/api/v1/audit/streams/{name}']['get']['responses'][200]['content']['application/json'];
/** An event, and the one of another stream that caused it. */
type StreamEvent = AuditEvent & { readonly cause: StreamPage['causes'][number] | undefined };

const useStream = (name: string) =>
  useKeysetList(['audit', 'stream', name], async (cursor) => {
    const page = await answerOf(
      api.GET('/api/v1/audit/streams/{name}', {
        params: { path: { name }, query: { limit: 100, ...(cursor !== undefined && { cursor }) } },
      }),
    );
    const causes = new Map(page.causes.map((cause) => [cause.id, cause]));
    const items = page.items.map((event): StreamEvent => ({ ...event, cause: causes.get(event.causationId ?? '') }));
    return { items, nextCursor: page.nextCursor };
  });

function useColumns(events: readonly StreamEvent[]): readonly Column<StreamEvent>[] {
  const t = useTranslations('audit');
  const words = useEventWords();
  const threads = useMemo(() => threadsOf(events), [events]);
  const rowOf = useMemo(() => new Map(events.map(({ id }, row) => [id, row])), [events]);
  const firstOf = useMemo(() => {
    const first = new Map<string, AuditEvent>();
    for (const event of events) if (!first.has(event.correlationId)) first.set(event.correlationId, event);
    return first;
  }, [events]);
  const isCausedElsewhere = ({ causationId }: AuditEvent): boolean => causationId !== null && !rowOf.has(causationId);
  return [
    {
      key: 'threads',
      title: <span className="visually-hidden">{t('stream.drawing')}</span>,
      width: threadWidth,
      wideOnly: true,
      cell: (event) => (
        <ThreadCell row={rowOf.get(event.id) ?? 0} threads={threads} isCaused={isCausedElsewhere(event)} />
      ),
    },
    { key: 'revision', title: '#', width: '3rem', align: 'end', cell: ({ revision }) => String(revision) },
    {
      key: 'at',
      title: t('events.recorded'),
      width: 'minmax(9rem, 12rem)',
      wideOnly: true,
      cell: ({ recordedAt }) => <Time at={recordedAt} to="second" />,
    },
    { key: 'type', title: t('filters.type'), width: 'minmax(8rem, 1fr)', cell: ({ type }) => words.of(type) },
    {
      key: 'because',
      title: t('stream.because'),
      width: 'minmax(8rem, 2fr)',
      cell: (event) => (
        <Because
          event={event}
          inStream={events[rowOf.get(event.causationId ?? '') ?? -1]}
          first={firstOf.get(event.correlationId)}
        />
      ),
    },
    {
      key: 'actor',
      title: t('filters.actor'),
      width: 'minmax(6rem, 1fr)',
      wideOnly: true,
      cell: ({ actor }) => <code>{actor}</code>,
    },
  ];
}

type BecauseProps = {
  readonly event: StreamEvent;
  /** The cause, where it stands in this stream. */
  readonly inStream: AuditEvent | undefined;
  /** The first event of the same action here. */
  readonly first: AuditEvent | undefined;
};
/** In words what the lines draw. */
function Because({ event, inStream, first }: BecauseProps) {
  const t = useTranslations('audit.stream');
  const words = useEventWords();
  const of = (other: AuditEvent) => ({ revision: String(other.revision), what: words.of(other.type) });
  return (
    <>
      {inStream === undefined ? null : t('causedBy', of(inStream))}
      {inStream === undefined && event.causationId !== null ? <Elsewhere event={event} /> : null}
      {first === undefined || first === event ? null : ` ${t('sameAction', of(first))}`}
    </>
  );
}

/** A cause in another stream leads there. What an approval brought about names the approval instead of an event. */
function Elsewhere({ event: { cause, causationId } }: { readonly event: StreamEvent }) {
  const t = useTranslations('audit.stream');
  const words = useEventWords();
  return cause === undefined ? (
    <Link to="/streams/$name" params={{ name: `approval-${causationId ?? ''}` }}>
      {t('causedByOther')}
    </Link>
  ) : (
    <Link to="/streams/$name" params={{ name: cause.stream }} title={`${cause.stream}@${cause.revision}`}>
      {t('causedElsewhere', { what: words.of(cause.type) })}
    </Link>
  );
}
