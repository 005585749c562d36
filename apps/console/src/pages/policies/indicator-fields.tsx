import { useFormatter, useTranslations } from 'use-intl';
import { CheckField, TextField } from '../../ui/field';
import { Panel } from '../../ui/page';
import { useIndicator } from '../alerts/indicator';
import { withSetting } from './detection-draft';
import type { Catalogue, DetectionBody } from './detection-draft';

type Props = {
  readonly catalogue: Catalogue;
  readonly indicators: DetectionBody['indicators'];
  readonly fault: (pointer: string) => string | undefined;
  readonly onChange: (indicators: DetectionBody['indicators']) => void;
};

/** Every indicator of the engine: whether it counts, and how much. */
export function IndicatorFields({ catalogue, indicators, fault, onChange }: Props) {
  const t = useTranslations('rules.detection');
  const indicator = useIndicator();
  const format = useFormatter();
  return (
    <Panel title={t('indicators')}>
      <p className="hint">{t('indicatorsHint')}</p>
      <ul className="indicators">
        {catalogue.map(({ code, weight, legitimate }) => {
          const name = indicator(code);
          const setting = indicators[code] ?? {};
          const change = (part: typeof setting): void =>
            onChange(withSetting(indicators, code, { ...setting, ...part }));
          return (
            <li key={code}>
              <CheckField
                label={
                  <>
                    {name}
                    <span className="hint">{legitimate}</span>
                  </>
                }
                checked={setting.enabled !== false}
                onChange={({ target }) => change({ enabled: target.checked })}
              />
              {weight === null ? null : (
                <TextField
                  label={<span className="visually-hidden">{t('weightOf', { name })}</span>}
                  placeholder={format.number(weight)}
                  type="number"
                  min={0}
                  max={100}
                  step="any"
                  value={setting.weight ?? ''}
                  fault={fault(`/indicators/${code}/weight`)}
                  onChange={({ target }) => change({ weight: target.valueAsNumber })}
                />
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
