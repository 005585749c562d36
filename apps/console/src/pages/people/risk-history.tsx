import { useMemo } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { AlignedData, Options } from 'uplot';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { Badge, bandTone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Chart } from '../../ui/chart';
import { useKeysetList } from '../../ui/keyset-list';
import { Panel } from '../../ui/page';
import { Empty, Failed, Skeleton } from '../../ui/states';
import { Day } from '../../ui/time';
import { useTokens } from '../../ui/tokens';
import { shownScore } from '../alerts/score';
import { useAsOf } from './as-of';

type RiskDay = components['schemas']['RiskDay'];
/** A screen's worth; earlier days are a press away. */
const daysAtOnce = 90;
const fewestDays = 14;
const daySeconds = 86_400;
const noDays: readonly RiskDay[] = [];

/** The score day by day; a day leads to what was known then. */
export function RiskHistory({ employeeId }: { readonly employeeId: string }) {
  const t = useTranslations('people.history');
  const bands = useTranslations('terms.band');
  const common = useTranslations('common');
  const { change } = useAsOf();
  const list = useKeysetList<RiskDay>(['risk-history', employeeId], (cursor) =>
    answerOf(
      api.GET('/api/v1/employees/{id}/risk/history', {
        params: {
          path: { id: employeeId },
          query: { limit: daysAtOnce, ...(cursor !== undefined && { cursor }) },
        },
      }),
    ),
  );
  const days = list.items ?? noDays;
  return (
    <Panel title={t('title')}>
      {list.items === undefined && list.error === null ? <Skeleton lines={5} /> : null}
      <Failed error={list.error} onRetry={() => void list.refetch()} />
      {list.items?.length === 0 ? <Empty title={t('none')} /> : null}
      {days.length === 0 ? null : (
        <>
          <ScoreChart days={days} />
          <details>
            <summary>{t('figures')}</summary>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('day')}</th>
                  <th scope="col">{t('band')}</th>
                  <th scope="col" className="end">
                    {t('score')}
                  </th>
                  <th scope="col">
                    <span className="visually-hidden">{t('show')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {days.map(({ date, band, score }) => (
                  <tr key={date}>
                    <th scope="row">
                      <Day on={date} />
                    </th>
                    <td>
                      <Badge tone={bandTone[band]}>{bands(band)}</Badge>
                    </td>
                    <td className="end">{score === null ? common('notAvailable') : shownScore(score)}</td>
                    <td className="end">
                      <Button look="quiet" onClick={() => change(date)}>
                        {t('show')}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
          {list.hasMore ? (
            <Button busy={list.isLoadingMore} onClick={list.loadMore}>
              {t('more')}
            </Button>
          ) : null}
        </>
      )}
    </Panel>
  );
}

function ScoreChart({ days }: { readonly days: readonly RiskDay[] }) {
  const t = useTranslations('people.history');
  const format = useFormatter();
  const tokens = useTokens();
  const data = useMemo<AlignedData>(() => {
    const rising = days.toReversed();
    return [
      rising.map(({ date }) => Date.parse(date) / 1000),
      rising.map(({ score }) => (score === null ? null : shownScore(score))),
    ];
  }, [days]);
  const lastDay = Date.parse(days[0]?.date ?? '') / 1000;
  const options = useMemo<Omit<Options, 'width' | 'height'>>(() => {
    const axis = {
      stroke: tokens.of('quiet'),
      grid: { stroke: tokens.of('line') },
      ticks: { stroke: tokens.of('line') },
    };
    return {
      legend: { show: false },
      cursor: { show: false },
      scales: {
        // A few days do not fill the whole width; around a single one the library puts a thousand.
        x: { range: (_, first) => [Math.min(first, lastDay - fewestDays * daySeconds), lastDay] },
        y: { range: [0, 100] },
      },
      axes: [
        {
          ...axis,
          space: 90,
          values: (_, splits) =>
            splits.map((at) =>
              format.dateTime(new Date(at * 1000), { day: 'numeric', month: 'short', timeZone: 'UTC' }),
            ),
        },
        axis,
      ],
      series: [{}, { stroke: tokens.of('accent'), width: 1.5, points: { show: true, size: 5 } }],
    };
  }, [tokens, format, lastDay]);
  const [last] = days;
  const first = days.at(-1);
  if (first === undefined || last === undefined) return null;
  const highest = Math.max(0, ...days.flatMap(({ score }) => (score === null ? [] : [shownScore(score)])));
  const label = t('label', {
    days: days.length,
    from: new Date(first.date),
    to: new Date(last.date),
    highest: String(highest),
  });
  return (
    <figure>
      <Chart label={label} options={options} data={data} height={180} />
      <figcaption className="hint">{label}</figcaption>
    </figure>
  );
}
