import '../../styles/alerts.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Badge, bandTone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { useHotkeys } from '../../ui/hotkeys';
import { Facts, PageFrame, Panel } from '../../ui/page';
import { Failed, Load } from '../../ui/states';
import { Ago, Day, Time } from '../../ui/time';
import { say } from '../../ui/toasts';
import { alertQuery } from './alert';
import type { Alert } from './alert';
import { DisposeDialog, useAcknowledge } from './handle';
import { AlertHistory } from './history';
import { PersonName } from './person-name';
import { ScoreParts } from './score-parts';
import { SimilarAlerts } from './similar';
import { Timeline } from './timeline';

/** One alert: why first, then the evidence, then what to do. */
export function Page() {
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const t = useTranslations('alerts');
  const query = useQuery(alertQuery(id));
  if (query.data === undefined)
    return (
      <PageFrame title={t('one')}>
        <Load of={query} lines={8}>
          {() => null}
        </Load>
      </PageFrame>
    );
  return <AlertPage key={id} alert={query.data.body} etag={query.data.etag} />;
}

function AlertPage({ alert, etag }: { readonly alert: Alert; readonly etag: string | null }) {
  const t = useTranslations('alerts');
  const terms = useTranslations('terms');
  const common = useTranslations('common');
  const [isDisposing, setDisposing] = useState(false);
  const { submit, isBusy, error } = useAcknowledge();
  const isOpen = alert.status === 'open';
  const isDisposed = alert.status === 'disposed';
  const acknowledge = (): void => {
    if (isOpen && !isBusy) submit(alert.id);
  };
  useHotkeys({
    a: acknowledge,
    d: () => {
      if (!isDisposed) setDisposing(true);
    },
  });
  const copyLink = async (): Promise<void> => {
    await navigator.clipboard.writeText(window.location.origin + window.location.pathname);
    say(common('copied'));
  };
  return (
    <PageFrame
      title={t('one')}
      heading={alert.sentence}
      actions={
        <>
          {isOpen ? (
            <Button look="primary" busy={isBusy} aria-keyshortcuts="a" onClick={acknowledge}>
              {t('acknowledge')}
            </Button>
          ) : null}
          {isDisposed ? null : (
            <Button aria-keyshortcuts="d" onClick={() => setDisposing(true)}>
              {t('dispose')}
            </Button>
          )}
          <Button onClick={() => void copyLink()}>{common('copyLink')}</Button>
        </>
      }
    >
      <div className="alert-line">
        <Badge tone={bandTone[alert.severity]}>{terms(`severity.${alert.severity}`)}</Badge>
        <Badge>{terms(`alertStatus.${alert.status}`)}</Badge>
        {alert.verdict === null ? null : <Badge>{terms(`verdict.${alert.verdict}`)}</Badge>}
        <Badge>{terms(`delivery.${alert.delivery}`)}</Badge>
        {alert.kind === 'look_back' ? <Badge>{t('lookBack')}</Badge> : null}
        <span>
          <PersonName person={alert.employee} alertId={alert.id} />
        </span>
        <span className="quiet">
          <Ago at={alert.raisedAt} />
        </span>
      </div>
      <Failed error={error} />
      <ScoreParts score={alert.score} parts={alert.parts} />
      <Timeline employeeId={alert.employee.id} window={alert.window} />
      <div className="columns">
        <Panel title={t('departure.title')}>
          {alert.departure === null ? (
            <p>{t('departure.none')}</p>
          ) : (
            <Facts
              of={[
                [t('departure.noticeOn'), <Day key="notice" on={alert.departure.noticeOn} />],
                [t('departure.lastWorkingDay'), <Day key="last" on={alert.departure.lastWorkingDay} />],
              ]}
            />
          )}
          <p className="hint">{t('departure.explain')}</p>
        </Panel>
        <SimilarAlerts alertId={alert.id} />
        <Panel title={t('history.title')}>
          <AlertHistory history={alert.history} />
          <Facts
            of={[
              [
                t('window'),
                <span key="window">
                  <Time at={alert.window.from} /> – <Time at={alert.window.to} />
                </span>,
              ],
              [t('updatedAt'), <Time key="updated" at={alert.updatedAt} />],
            ]}
          />
          <p className="hint model">{t('model', { version: alert.model.version, hash: alert.model.inputHash })}</p>
        </Panel>
      </div>
      {isDisposing ? <DisposeDialog alertId={alert.id} etag={etag} onClose={() => setDisposing(false)} /> : null}
    </PageFrame>
  );
}
