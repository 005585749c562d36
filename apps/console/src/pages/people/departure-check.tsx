import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { Badge, bandTone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Facts, Panel } from '../../ui/page';
import { Load } from '../../ui/states';
import { Time } from '../../ui/time';
import { oneOf, useUrlState } from '../../ui/url-state';

type Check = components['schemas']['DepartureCheck'];
const counts = ['views', 'distinctCustomers', 'reveals', 'prints', 'exports', 'exportedRows', 'denied'] as const;

/** Read only when somebody asks: it looks back over months of a person's work. */
export function DepartureCheck({ employeeId }: { readonly employeeId: string }) {
  const t = useTranslations('people.check');
  const [{ check }, change] = useUrlState((raw) => ({ check: oneOf(['open'], raw['check']) }));
  const query = useQuery({
    queryKey: ['departure-check', employeeId],
    queryFn: () =>
      answerOf(api.GET('/api/v1/employees/{id}/departure-check', { params: { path: { id: employeeId } } })),
    enabled: check === 'open',
  });
  return (
    <Panel title={t('title')}>
      {check === undefined ? (
        <>
          <p className="hint">{t('explain')}</p>
          <Button onClick={() => change({ check: 'open' })}>{t('open')}</Button>
        </>
      ) : (
        <Load of={query} lines={6}>
          {(found) => <Found check={found} />}
        </Load>
      )}
    </Panel>
  );
}

function Found({ check }: { readonly check: Check }) {
  const t = useTranslations('people.check');
  const terms = useTranslations('terms');
  return (
    <>
      <p>
        <Badge tone={bandTone[check.band]}>{terms(`band.${check.band}`)}</Badge>{' '}
        <span className="quiet">
          {t('window')}: <Time at={check.window.from} /> – <Time at={check.window.to} />
        </span>
      </p>
      <div className="columns">
        <div>
          <h3>{t('reasons')}</h3>
          {check.reasons.length === 0 ? (
            <p>{t('noReasons')}</p>
          ) : (
            <ul>
              {check.reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          )}
          <h3>{t('checklist')}</h3>
          <ul>
            {check.checklist.map(({ code, done }) => (
              <li key={code}>
                {t(`code.${code}`)}: <strong>{done ? t('done') : t('toDo')}</strong>
              </li>
            ))}
          </ul>
        </div>
        <div>
          <h3>{t('summary')}</h3>
          <Facts
            of={[
              ...counts.map((count) => [t(count), check.summary[count]] as const),
              [t('openApprovals'), check.openApprovals.length],
              [t('portfolio'), check.portfolio.customers],
            ]}
          />
        </div>
      </div>
      <Accesses events={check.events ?? []} />
    </>
  );
}

function Accesses({ events }: { readonly events: NonNullable<Check['events']> }) {
  const t = useTranslations('people.check');
  const terms = useTranslations('terms');
  return (
    <details>
      <summary>{t('events', { count: events.length })}</summary>
      <div className="scrolls" tabIndex={0} role="group" aria-label={t('summary')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('at')}</th>
              <th scope="col">{t('what')}</th>
              <th scope="col">{t('decision')}</th>
              <th scope="col" className="end">
                {t('rows')}
              </th>
              <th scope="col">{t('sensitivity')}</th>
            </tr>
          </thead>
          <tbody>
            {events.map(({ eventId, at, what, action, decision, rows, sensitivity }) => (
              <tr key={eventId}>
                <th scope="row">
                  <Time at={at} to="second" />
                </th>
                <td>{action === null ? what : terms(`action.${action}`)}</td>
                <td>{decision === 'denied' ? t('refused') : decision === 'allowed' ? t('allowed') : decision}</td>
                <td className="end">{rows}</td>
                <td>{sensitivity === null ? null : terms(`sensitivity.${sensitivity}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
