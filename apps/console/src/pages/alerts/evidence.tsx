import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { Empty, Load } from '../../ui/states';
import { Time } from '../../ui/time';
import type { AlertPart } from './alert';

type Recorded = components['schemas']['Event'];

/** The action that each event type of the access stream records. */
const actions = {
  SignedIn: 'sign_in',
  CustomerRecordViewed: 'view',
  CustomersSearched: 'search',
  CustomersListed: 'list',
  FieldRevealed: 'reveal',
  CopySignalled: 'copy',
  RecordsPrinted: 'print',
  RecordsExported: 'export',
  ExportExecuted: 'export',
  FileDownloaded: 'download',
  ExportDownloaded: 'download',
  RecordsShared: 'share',
  ApiRead: 'api_read',
} as const;
const actionNames = Object.values(actions);
const portfolios = ['own', 'team', 'other'] as const;

const readEvents = async (ids: readonly string[]): Promise<readonly Recorded[]> =>
  (await answerOf(api.GET('/api/v1/audit/events', { params: { query: { ids: ids.join(','), limit: ids.length } } })))
    .items;

/** The events behind one part of a score; read when somebody opens them, for looking is recorded. */
export function Evidence({ part: { events, eventCount } }: { readonly part: AlertPart }) {
  const t = useTranslations('alerts.evidence');
  const [isOpen, setOpen] = useState(false);
  const query = useQuery({
    queryKey: ['evidence', ...events],
    queryFn: () => readEvents(events),
    enabled: isOpen,
  });
  if (events.length === 0) return null;
  return (
    <details className="evidence" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('show', { count: eventCount })}</summary>
      {isOpen ? (
        <Load of={query}>
          {(found) =>
            found.length === 0 ? (
              <Empty title={t('none')} />
            ) : (
              <>
                {found.length < eventCount ? (
                  <p className="hint">{t('shown', { shown: String(found.length), count: eventCount })}</p>
                ) : null}
                <ul>
                  {found.map((event) => (
                    <li key={event.id}>
                      <EvidenceEvent event={event} />
                    </li>
                  ))}
                </ul>
              </>
            )
          }
        </Load>
      ) : null}
    </details>
  );
}

/** One event in a line, and as it was recorded beneath. */
function EvidenceEvent({ event }: { readonly event: Recorded }) {
  const t = useTranslations('alerts.evidence');
  const portfolio = useTranslations('alerts.portfolio');
  const terms = useTranslations('terms');
  const { customerIds, rows, portfolio: whose, source, action: refused } = event.data;
  const action = Object.hasOwn(actions, event.type)
    ? terms(`action.${actions[event.type as keyof typeof actions]}`)
    : event.type;
  const refusedAction = actionNames.find((name) => name === refused);
  const whoseCustomers = portfolios.find((known) => known === whose);
  const facts = [
    event.type === 'AccessDenied' && refusedAction !== undefined
      ? t('denied', { action: terms(`action.${refusedAction}`) })
      : action,
    Array.isArray(customerIds) ? t('customers', { count: customerIds.length }) : '',
    typeof rows === 'number' && rows > 1 ? t('rows', { count: rows }) : '',
    whoseCustomers === undefined ? '' : portfolio(whoseCustomers),
    event.trust === 'claimed' ? t('claimed', { source: typeof source === 'string' ? source : '?' }) : t('witnessed'),
  ].filter((fact) => fact !== '');
  return (
    <details>
      <summary>
        <Time at={event.occurredAt} to="second" /> {facts.join(' · ')}
      </summary>
      <p>
        <Link to="/events" search={{ id: event.id }}>
          {t('link')}
        </Link>
      </p>
      <pre aria-label={t('raw')}>{JSON.stringify(event, null, 2)}</pre>
    </details>
  );
}
