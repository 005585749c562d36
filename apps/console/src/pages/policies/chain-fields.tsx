import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button';
import { SelectField } from '../../ui/field';
import { NumberField } from '../../ui/number-field';
import { Panel } from '../../ui/page';
import { oneOf } from '../../ui/url-state';
import { newLevel, withWhen } from './chain-draft';
import type { Chain, When } from './chain-draft';
import { LevelFields } from './level-fields';
import type { NamedAccounts } from './account-label';
import { withEntry, withoutEntry } from './policy-frame';
import { sensitivities } from './tier-draft';

type Props = {
  readonly n: number;
  readonly count: number;
  readonly chain: Chain;
  readonly named: NamedAccounts;
  readonly fault: (field: string) => string | undefined;
  readonly onChange: (chain: Chain) => void;
  readonly onRemove: () => void;
  readonly onMove: (by: -1 | 1) => void;
};

/** One chain: when it counts, and its levels in order. */
export function ChainFields({ n, count, chain, named, fault, onChange, onRemove, onMove }: Props) {
  const t = useTranslations('rules');
  const common = useTranslations('common');
  const terms = useTranslations('terms');
  const { when = {}, levels } = chain;
  const name = t('chains.chain', { n: String(n) });
  const changeWhen = (part: When): void => onChange(withWhen(chain, { ...when, ...part }));
  return (
    <Panel
      title={name}
      actions={
        <span className="actions">
          <Button
            look="quiet"
            disabled={n === 1}
            onClick={() => onMove(-1)}
            aria-label={t('up') + common('colon') + name}
          >
            ↑
          </Button>
          <Button
            look="quiet"
            disabled={n === count}
            onClick={() => onMove(1)}
            aria-label={t('down') + common('colon') + name}
          >
            ↓
          </Button>
          <Button look="quiet" onClick={onRemove} aria-label={t('remove') + common('colon') + name}>
            {t('remove')}
          </Button>
        </span>
      }
    >
      <fieldset className="band">
        <legend>{chain.when === undefined ? t('chains.always') : t('chains.when')}</legend>
        <NumberField
          label={t('chains.minRows')}
          value={when.minRows ?? Number.NaN}
          min={0}
          fault={fault('/when/minRows')}
          onValue={(minRows) => changeWhen({ minRows })}
        />
        <SelectField
          label={t('chains.minSensitivity')}
          value={when.minSensitivity ?? ''}
          onChange={({ target }) => {
            const minSensitivity = oneOf(sensitivities, target.value);
            const { minSensitivity: _, ...others } = when;
            onChange(withWhen(chain, { ...others, ...(minSensitivity !== undefined && { minSensitivity }) }));
          }}
          options={[
            { value: '', label: common('any') },
            ...sensitivities.map((value) => ({ value, label: terms(`sensitivity.${value}`) })),
          ]}
        />
        <SelectField
          label={t('chains.departing')}
          value={when.requesterDeparting === undefined ? '' : String(when.requesterDeparting)}
          onChange={({ target }) => {
            const { requesterDeparting: _, ...others } = when;
            onChange(
              withWhen(chain, {
                ...others,
                ...(target.value !== '' && { requesterDeparting: target.value === 'true' }),
              }),
            );
          }}
          options={[
            { value: '', label: t('chains.either') },
            { value: 'true', label: common('yes') },
            { value: 'false', label: common('no') },
          ]}
        />
      </fieldset>
      {fault('/levels') === undefined ? null : <p className="fault">{fault('/levels')}</p>}
      {levels.map((level, at) => (
        <LevelFields
          key={at}
          n={at + 1}
          level={level}
          named={named}
          fault={(field) => fault(`/levels/${at}${field}`)}
          onChange={(entry) => onChange({ ...chain, levels: [...withEntry(levels, at, entry)] })}
          onRemove={() => onChange({ ...chain, levels: [...withoutEntry(levels, at)] })}
        />
      ))}
      <Button onClick={() => onChange({ ...chain, levels: [...levels, newLevel(t('chains.newLevel'))] })}>
        {t('chains.addLevel')}
      </Button>
    </Panel>
  );
}
