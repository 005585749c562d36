import '../../styles/alerts.css';
import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { Facts, PageFrame, Panel } from '../../ui/page';
import { Empty, Load } from '../../ui/states';
import { deliveries } from '../alerts/alert';
import { useIndicator } from '../alerts/indicator';
import { useRow } from '../../ui/lists';

type Quality = components['schemas']['Quality'];

/** How often alerts were right, and whether there are too many. */
export function Page() {
  const t = useTranslations('quality');
  const query = useQuery({
    queryKey: ['alerts', 'quality'],
    queryFn: () => answerOf(api.GET('/api/v1/detection/quality')),
  });
  return (
    <PageFrame title={t('title')}>
      <Load of={query} lines={8}>
        {(quality) => (
          <>
            <p className="hint lead">{t('period', { days: quality.days })}</p>
            <div className="columns spaced">
              <Budget quality={quality} />
              <FalseAlarms quality={quality} />
              <Acknowledged quality={quality} />
            </div>
            <Delivery quality={quality} />
            <Indicators quality={quality} />
          </>
        )}
      </Load>
    </PageFrame>
  );
}

type Props = { readonly quality: Quality };

function Budget({ quality: { alertsPerMonth, budget } }: Props) {
  const t = useTranslations('quality.budget');
  const format = useFormatter();
  const number = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  return (
    <Panel title={t('title')}>
      <Facts
        of={[
          [t('measured'), <strong key="measured">{number(alertsPerMonth)}</strong>],
          [t('budget'), budget === null ? t('none') : number(budget)],
        ]}
      />
      {budget === null ? null : (
        <>
          <meter
            aria-label={t('title')}
            min={0}
            max={Math.max(budget * 2, alertsPerMonth)}
            high={budget}
            optimum={0}
            value={alertsPerMonth}
          />
          <p className="hint">{alertsPerMonth > budget ? t('over') : t('within')}</p>
        </>
      )}
    </Panel>
  );
}

/** Three alerts a month for everybody watched: a rate of which no more is known is not worth reading. */
const mostUncertain = 300;
function FalseAlarms({ quality: { falseAlarmRateOwnHistory: rate } }: Props) {
  const t = useTranslations('quality.falseAlarms');
  const format = useFormatter();
  const number = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  return (
    <Panel title={t('title')}>
      {rate.value === null || rate.low === null || rate.high === null || rate.high > mostUncertain ? (
        <p>{t('unknown')}</p>
      ) : (
        <>
          <Facts of={[[t('rate'), <strong key="rate">{number(rate.value)}</strong>]]} />
          <p className="hint">{t('interval', { low: number(rate.low), high: number(rate.high) })}</p>
        </>
      )}
    </Panel>
  );
}

function Acknowledged({ quality: { medianHoursToAcknowledge: hours } }: Props) {
  const t = useTranslations('quality.acknowledged');
  const format = useFormatter();
  return (
    <Panel title={t('title')}>
      {hours === null ? (
        <p>{t('none')}</p>
      ) : (
        <Facts
          of={[[t('median'), <strong key="median">{format.number(hours, { maximumFractionDigits: 1 })}</strong>]]}
        />
      )}
    </Panel>
  );
}

function Delivery({ quality: { byDelivery } }: Props) {
  const t = useTranslations('quality.delivery');
  const terms = useTranslations('terms.delivery');
  const format = useFormatter();
  return (
    <Panel title={t('title')}>
      <div className="scrolls" tabIndex={0} role="group" aria-label={t('title')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('delivery')}</th>
              {(['raised', 'confirmed', 'dismissed', 'perMonth'] as const).map((column) => (
                <th scope="col" className="end" key={column}>
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {deliveries.map((delivery) => {
              const { raised, confirmed, dismissed, alertsPerMonth } = byDelivery[delivery];
              return (
                <tr key={delivery}>
                  <th scope="row">{terms(delivery)}</th>
                  <td className="end">{raised}</td>
                  <td className="end">{confirmed}</td>
                  <td className="end">{dismissed}</td>
                  <td className="end">{format.number(alertsPerMonth, { maximumFractionDigits: 2 })}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Indicators({ quality: { indicators } }: Props) {
  const row = useRow();
  const t = useTranslations('quality');
  const indicator = useIndicator();
  const format = useFormatter();
  const raised = indicators.filter((each) => each.raised > 0).toSorted((a, b) => b.raised - a.raised);
  const never = indicators.filter((each) => each.raised === 0);
  return (
    <Panel title={t('indicators.title')}>
      <p className="hint">{t('indicators.explain')}</p>
      {raised.length === 0 ? (
        <Empty title={t('indicators.none')}>
          <p>{t('indicators.noneHint')}</p>
        </Empty>
      ) : (
        <div className="scrolls" tabIndex={0} role="group" aria-label={t('indicators.title')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('indicators.indicator')}</th>
                <th scope="col" className="end">
                  {t('indicators.precision')}
                </th>
                <th scope="col" className="end">
                  {t('delivery.raised')}
                </th>
                <th scope="col" className="end">
                  {t('delivery.confirmed')}
                </th>
                <th scope="col" className="end">
                  {t('delivery.dismissed')}
                </th>
              </tr>
            </thead>
            <tbody>
              {raised.map(({ code, precision, raised: count, confirmed, dismissed }) => (
                <tr key={code}>
                  <th scope="row">{indicator(code)}</th>
                  <td className="end">
                    {precision === null ? (
                      <span className="quiet">{t('indicators.undecided')}</span>
                    ) : (
                      format.number(precision, { style: 'percent' })
                    )}
                  </td>
                  <td className="end">{count}</td>
                  <td className="end">{confirmed}</td>
                  <td className="end">{dismissed}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="hint">{t('indicators.never', { names: row(never.map(({ code }) => indicator(code))) })}</p>
    </Panel>
  );
}
