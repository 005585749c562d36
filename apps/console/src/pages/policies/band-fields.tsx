import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button';
import { CheckField, SelectField } from '../../ui/field';
import { NumberField } from '../../ui/number-field';
import { performances } from './tier-draft';
import type { Band } from './tier-draft';

type Props = {
  readonly n: number;
  readonly band: Band;
  readonly tierNames: readonly string[];
  /** A gap or an overlap is told at the band where it is. */
  readonly fault: (field: string) => string | undefined;
  readonly onChange: (band: Band) => void;
  readonly onRemove: () => void;
};

/** Ranks, months of tenure and performances that give one tier. */
export function BandFields({ n, band, tierNames, fault, onChange, onRemove }: Props) {
  const t = useTranslations('rules');
  const common = useTranslations('common');
  const terms = useTranslations('terms');
  const change = (part: Partial<Band>): void => onChange({ ...band, ...part });
  const unknown = tierNames.includes(band.tier) ? [] : [band.tier];
  return (
    <fieldset className="band">
      <legend>{t('tiers.band', { n: String(n) })}</legend>
      <NumberField
        label={t('tiers.rankFrom')}
        value={band.rankFrom}
        min={1}
        max={20}
        fault={fault('/rankFrom')}
        onValue={(rankFrom) => change({ rankFrom })}
      />
      <NumberField
        label={t('tiers.rankTo')}
        value={band.rankTo}
        min={1}
        max={20}
        fault={fault('/rankTo')}
        onValue={(rankTo) => change({ rankTo })}
      />
      <NumberField
        label={t('tiers.tenureFrom')}
        value={band.tenureMonthsFrom}
        min={0}
        fault={fault('/tenureMonthsFrom')}
        onValue={(tenureMonthsFrom) => change({ tenureMonthsFrom })}
      />
      <NumberField
        label={t('tiers.tenureTo')}
        value={band.tenureMonthsTo ?? Number.NaN}
        min={1}
        fault={fault('/tenureMonthsTo')}
        onValue={(months) => change({ tenureMonthsTo: Number.isNaN(months) ? null : months })}
      />
      <div role="group" aria-label={t('tiers.performance')} className="field">
        <span className="label">{t('tiers.performance')}</span>
        <div className="choices">
          {performances.map((one) => (
            <CheckField
              key={one}
              label={terms(`performance.${one}`)}
              checked={band.performance.includes(one)}
              onChange={({ target }) =>
                change({
                  performance: performances.filter((each) =>
                    each === one ? target.checked : band.performance.includes(each),
                  ),
                })
              }
            />
          ))}
        </div>
        {fault('/performance') === undefined ? null : <p className="fault">{fault('/performance')}</p>}
      </div>
      <SelectField
        label={t('tiers.gives')}
        value={band.tier}
        fault={fault('/tier')}
        onChange={({ target }) => change({ tier: target.value })}
        options={[...unknown, ...tierNames].map((value) => ({ value, label: value }))}
      />
      <Button
        look="quiet"
        onClick={onRemove}
        aria-label={t('remove') + common('colon') + t('tiers.band', { n: String(n) })}
      >
        {t('remove')}
      </Button>
    </fieldset>
  );
}
