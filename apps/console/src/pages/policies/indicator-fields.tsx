import { useMessages, useTranslations } from 'use-intl';
import { CheckField, TextField } from '../../ui/field';
import { Panel } from '../../ui/page';
import { useIndicator } from '../alerts/indicator';
import { withSetting } from './detection-draft';
import type { DetectionBody } from './detection-draft';

type Props = {
  readonly indicators: DetectionBody['indicators'];
  readonly fault: (pointer: string) => string | undefined;
  readonly onChange: (indicators: DetectionBody['indicators']) => void;
};

/** Every indicator of the engine: whether it counts, and how much. */
export function IndicatorFields({ indicators, fault, onChange }: Props) {
  const t = useTranslations('rules.detection');
  const indicator = useIndicator();
  const codes = Object.keys(useMessages().indicators ?? {});
  return (
    <Panel title={t('indicators')}>
      <p className="hint">{t('indicatorsHint')}</p>
      <ul className="indicators">
        {codes.map((code) => {
          const { name, legitimate } = indicator(code);
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
              <TextField
                label={<span className="visually-hidden">{t('weightOf', { name })}</span>}
                placeholder={t('weight')}
                type="number"
                min={0}
                max={100}
                step="any"
                value={setting.weight ?? ''}
                fault={fault(`/indicators/${code}/weight`)}
                onChange={({ target }) => change({ weight: target.valueAsNumber })}
              />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
