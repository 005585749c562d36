import { useFormatter, useTranslations } from 'use-intl';
import { Panel } from '../../ui/page';
import type { AlertPart } from './alert';
import { Evidence } from './evidence';
import { useIndicator } from './indicator';
import { shownScore } from './score';
import { useRow } from '../../ui/lists';

type Props = { readonly score: number; readonly parts: readonly AlertPart[] };

const shades = 6;
/** A cap is no habit: what stands beside it is the limit that was passed. */
const isCap = (indicator: string): boolean => indicator.startsWith('cap_');

/** The score, a bar of its parts that adds up to it, and each part in words with the events behind it. */
export function ScoreParts({ score, parts }: Props) {
  const row = useRow();
  const t = useTranslations('alerts.score');
  const common = useTranslations('common');
  const format = useFormatter();
  const indicator = useIndicator();
  const exactly = (value: number) => format.number(value, { maximumFractionDigits: 6 });
  const roundly = (value: number) => format.number(value, { maximumFractionDigits: value < 10 ? 1 : 0 });
  const usual = (value: number | null) =>
    value === null ? <span className="quiet">{t('unknown')}</span> : roundly(value);
  const adding = parts.filter(({ contribution }) => contribution > 0);
  return (
    <Panel title={t('title')}>
      <p>
        <strong className="score">{t('shown', { shown: String(shownScore(score)) })}</strong>{' '}
        <span className="quiet">{t('exact', { exact: exactly(score) })}</span>
      </p>
      <div
        className="score-bar"
        role="img"
        aria-label={t('bar', {
          parts: row(adding.map(({ indicator: code, contribution }) => `${indicator(code)} ${exactly(contribution)}`)),
        })}
      >
        {adding.map(({ indicator: code, contribution }, index) => (
          <span
            key={code}
            className={`shade-${index % shades}`}
            style={{ flexGrow: contribution }}
            title={indicator(code) + common('colon') + exactly(contribution)}
          />
        ))}
      </div>
      <div className="scrolls" tabIndex={0} role="group" aria-label={t('title')}>
        <table className="parts">
          <thead>
            <tr>
              <th scope="col">{t('part')}</th>
              <th scope="col" className="end">
                {t('contribution')}
              </th>
              <th scope="col" className="end">
                {t('observed')}
              </th>
              <th scope="col" className="end">
                {t('self')}
              </th>
              <th scope="col" className="end">
                {t('peers')}
              </th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part, index) => (
              <tr key={part.indicator}>
                <th scope="row">
                  <span className={`swatch shade-${index % shades}`} aria-hidden /> {indicator(part.indicator)}
                  {part.legitimate === null ? null : (
                    <p className="hint">
                      {t('legitimate')}
                      {common('colon')}
                      {part.legitimate}
                    </p>
                  )}
                  <Evidence part={part} />
                </th>
                <td className="end">{exactly(part.contribution)}</td>
                <td className="end">{roundly(part.observed)}</td>
                <td className="end">
                  {isCap(part.indicator) && part.expectedSelf !== null
                    ? t('limit', { limit: roundly(part.expectedSelf) })
                    : usual(part.expectedSelf)}
                </td>
                <td className="end">{usual(part.expectedPeers)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('sum')}</th>
              <td className="end">{exactly(parts.reduce((sum, { contribution }) => sum + contribution, 0))}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </Panel>
  );
}
