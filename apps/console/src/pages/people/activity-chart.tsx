import { useMemo } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { AlignedData, Options } from 'uplot';
import { Chart } from '../../ui/chart';
import { Empty } from '../../ui/states';
import { Day, Time } from '../../ui/time';
import { useTokens } from '../../ui/tokens';
import { everyBucket } from './activity';
import type { ActivityBucket, Bucket, Span } from './activity';
import { useRow } from '../../ui/lists';

type Props = {
  readonly items: readonly ActivityBucket[];
  readonly span: Span;
  readonly bucket: Bucket;
  /** The time in question, marked in the drawing. */
  readonly flagged?: Span;
};

/** The api's days are UTC's; west of it they would be called by the day before. */
const dayZone = 'UTC';
const dayLength = '2026-03-02'.length;

/** Rows touched by hour or day, over the ranges that are usual for the person and for colleagues. */
export function ActivityChart({ items, span, bucket, flagged }: Props) {
  const t = useTranslations('people.activity');
  const row = useRow();
  const terms = useTranslations('terms.action');
  const format = useFormatter();
  const tokens = useTokens();
  const busiest = items.reduce<ActivityBucket | undefined>(
    (most, each) => (most === undefined || each.rows > most.rows ? each : most),
    undefined,
  );
  const { self = null, peers = null } = items[0] ?? {};
  const flaggedFrom = flagged?.from;
  const flaggedTo = flagged?.to;
  const data = useMemo<AlignedData>(() => {
    const { middles, rows } = everyBucket(items, { from: span.from, to: span.to }, bucket);
    const level = (value: number | undefined) => middles.map(() => value ?? null);
    return [
      middles.map((at) => at / 1000),
      level(peers?.high),
      level(peers?.low),
      level(self?.high),
      level(self?.low),
      rows,
    ];
  }, [items, span.from, span.to, bucket, self, peers]);
  const options = useMemo<Omit<Options, 'width' | 'height'>>(() => {
    const axis = {
      stroke: tokens.of('quiet'),
      grid: { stroke: tokens.of('line') },
      ticks: { stroke: tokens.of('line') },
    };
    const clock = {
      hour: { day: 'numeric', month: 'short', hour: 'numeric' },
      day: { day: 'numeric', month: 'short', timeZone: dayZone },
    } as const;
    const edge = (stroke: string) => ({ stroke, width: 1, dash: [4, 4], points: { show: false } });
    return {
      legend: { show: false },
      cursor: { show: false },
      scales: { y: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] } },
      axes: [
        {
          ...axis,
          space: 90,
          values: (_, splits) => splits.map((at) => format.dateTime(new Date(at * 1000), clock[bucket])),
        },
        { ...axis, values: (_, splits) => splits.map((value) => format.number(value)) },
      ],
      series: [
        {},
        edge(tokens.of('line-strong')),
        edge(tokens.of('line-strong')),
        edge(tokens.of('good')),
        edge(tokens.of('good')),
        { stroke: tokens.of('accent'), width: 1.5, points: { show: bucket === 'day', size: 5 } },
      ],
      bands: [
        { series: [1, 2], fill: tokens.of('line') },
        { series: [3, 4], fill: tokens.of('good-soft') },
      ],
      hooks: {
        drawClear: [
          (plot) => {
            if (flaggedFrom === undefined || flaggedTo === undefined) return;
            const left = plot.valToPos(Date.parse(flaggedFrom) / 1000, 'x', true);
            const right = plot.valToPos(Date.parse(flaggedTo) / 1000, 'x', true);
            const { ctx, bbox } = plot;
            ctx.save();
            ctx.fillStyle = tokens.of('danger-soft');
            ctx.fillRect(left, bbox.top, Math.max(3, right - left), bbox.height);
            ctx.restore();
          },
        ],
      },
    };
  }, [bucket, flaggedFrom, flaggedTo, format, tokens]);
  if (busiest === undefined) return <Empty title={t('none')} />;
  const range = (of: ActivityBucket['self']) =>
    of === null ? t('notKnown') : t('range', { low: of.low, high: of.high });
  const summary = t(`summary.${bucket}`, {
    rows: busiest.rows,
    at: new Date(busiest.at),
    on: format.dateTime(new Date(busiest.at), { dateStyle: 'medium', timeZone: dayZone }),
    self: range(self),
    peers: range(peers),
  });
  return (
    <figure>
      <Chart label={summary} options={options} data={data} />
      <figcaption>
        <ul className="legend">
          <li className="of-rows">{t('rows')}</li>
          <li className="of-self">{t('self', { range: range(self) })}</li>
          <li className="of-peers">{t('peers', { range: range(peers) })}</li>
          {flagged === undefined ? null : <li className="of-flagged">{t('flagged')}</li>}
        </ul>
        <p className="hint">{summary}</p>
        <details>
          <summary>{t('figures')}</summary>
          <div className="scrolls" tabIndex={0} role="group" aria-label={t('figures')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t(bucket)}</th>
                  <th scope="col" className="end">
                    {t('rows')}
                  </th>
                  <th scope="col" className="end">
                    {t('customers')}
                  </th>
                  <th scope="col" className="end">
                    {t('devices')}
                  </th>
                  <th scope="col">{t('byAction')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ at, rows, distinctCustomers, devices, byAction }) => (
                  <tr key={at}>
                    <th scope="row">{bucket === 'day' ? <Day on={at.slice(0, dayLength)} /> : <Time at={at} />}</th>
                    <td className="end">{format.number(rows)}</td>
                    <td className="end">{format.number(distinctCustomers)}</td>
                    <td className="end">{devices}</td>
                    <td>
                      {row(
                        Object.entries(byAction).map(
                          ([action, count]) =>
                            `${terms.has(action as never) ? terms(action as never) : action} ${count}`,
                        ),
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      </figcaption>
    </figure>
  );
}
