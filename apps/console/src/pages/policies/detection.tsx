import '../../styles/alerts.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { Button } from '../../ui/button';
import { Facts, PageFrame, Panel } from '../../ui/page';
import { Empty, Load } from '../../ui/states';
import { Day } from '../../ui/time';
import { useIndicator } from '../alerts/indicator';
import { changesBetween } from './changes';
import { Versions } from './versions';

type Policy = components['schemas']['DetectionPolicy'];

/** The detection policy as it is in force, and how it came to be: an officer watches who turns what off. */
export function Page() {
  const t = useTranslations('policies');
  const query = useQuery({
    queryKey: ['detection-policy'],
    queryFn: () => answerOf(api.GET('/api/v1/policies/detection')),
  });
  const [isAsked, setAsked] = useState(false);
  const publications = useQuery({
    queryKey: ['detection-policy', 'publications'],
    queryFn: () =>
      answerOf(
        api.GET('/api/v1/audit/events', {
          params: { query: { type: 'DetectionPolicyPublished', order: 'asc', limit: 200 } },
        }),
      ),
    enabled: isAsked,
  });
  const published = publications.data?.items.map(({ data }) => data) ?? [];
  const details = new Map(
    published.map((data, index) => [
      Number(data['version']),
      <Changes key={index} from={published[index - 1]} to={data} />,
    ]),
  );
  return (
    <PageFrame title={t('detection.title')}>
      <Load of={query} lines={8}>
        {({ current, versions }) =>
          current === null ? (
            <Empty title={t('detection.none')}>
              <p>{t('detection.noneHint')}</p>
            </Empty>
          ) : (
            <>
              <p className="hint lead">{t('detection.explain')}</p>
              <InForce policy={current} />
              <Versions versions={versions} details={details} />
              {isAsked ? null : <Button onClick={() => setAsked(true)}>{t('versions.show')}</Button>}
              {isAsked ? <Load of={publications}>{() => null}</Load> : null}
            </>
          )
        }
      </Load>
    </PageFrame>
  );
}

function InForce({ policy }: { readonly policy: Policy }) {
  const t = useTranslations('policies.detection');
  const common = useTranslations('common');
  const format = useFormatter();
  const { caps, calendar } = policy;
  const days = calendar.workingHours.days.map((day) =>
    // The first of January 2024 was a Monday.
    format.dateTime(new Date(Date.UTC(2024, 0, day)), { weekday: 'short', timeZone: 'UTC' }),
  );
  return (
    <div className="columns spaced">
      <Panel>
        <Facts
          of={[
            [t('mode'), <strong key="mode">{t(`modes.${policy.mode}`)}</strong>],
            [t('budget'), format.number(policy.budget.alertsPerMonth)],
            [t('exportRowsPerDay'), format.number(caps.exportRowsPerDay)],
            [t('exportRows'), format.number(caps.exportRows)],
            [t('viewsPerHour'), format.number(caps.viewsPerHour)],
            [t('lookBack'), common('days', { count: policy.lookBackDays })],
            [t('peers'), policy.peers.map((peer) => t(`peer.${peer}`)).join(', ')],
            [t('workingHours'), `${calendar.workingHours.from}–${calendar.workingHours.to}, ${days.join(', ')}`],
            [t('timezone'), calendar.timezone],
            [
              t('holidays'),
              calendar.holidays.length === 0
                ? common('none')
                : calendar.holidays.map((day) => (
                    <span key={day}>
                      <Day on={day} />{' '}
                    </span>
                  )),
            ],
          ]}
        />
      </Panel>
      <Indicators indicators={policy.indicators} />
    </div>
  );
}

function Indicators({ indicators }: Pick<Policy, 'indicators'>) {
  const t = useTranslations('policies.detection');
  const indicator = useIndicator();
  const set = Object.entries(indicators);
  return (
    <Panel title={t('indicators')}>
      {set.length === 0 ? (
        <p>{t('allUsual')}</p>
      ) : (
        <Facts
          of={set.map(([code, { enabled, weight }]) => [
            indicator(code).name,
            enabled === false ? t('off') : `${t('weight')}: ${weight ?? t('usual')}`,
          ])}
        />
      )}
    </Panel>
  );
}

type Data = Readonly<Record<string, unknown>>;

function Changes({ from, to }: { readonly from: Data | undefined; readonly to: Data }) {
  const t = useTranslations('policies.versions');
  if (from === undefined) return <p className="quiet">{t('first')}</p>;
  const changes = changesBetween(from, to);
  if (changes.length === 0) return <p className="quiet">{t('same')}</p>;
  return (
    <ul>
      {changes.map(({ path, before, after }) => (
        <li key={path}>
          <code>{path}</code>: {t('change', { from: before ?? t('missing'), to: after ?? t('missing') })}
        </li>
      ))}
    </ul>
  );
}
