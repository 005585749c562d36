import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button';
import { CheckField, GroupFault, SelectField, TextField } from '../../ui/field';
import { NumberField } from '../../ui/number-field';
import { grants, kinds, scopes, sensitivities } from './tier-draft';
import type { Tier } from './tier-draft';

type Props = {
  readonly name: string;
  readonly tier: Tier;
  /** Another tier before it is called the same. */
  readonly hasNamesake: boolean;
  readonly fault: (field: string) => string | undefined;
  readonly onChange: (entry: { readonly name: string; readonly tier: Tier }) => void;
  readonly onRemove: () => void;
};

/** One tier: what somebody who has it sees, and how much of it a day. */
export function TierFields({ name, tier, hasNamesake, fault, onChange, onRemove }: Props) {
  const t = useTranslations('rules');
  const common = useTranslations('common');
  const terms = useTranslations('terms');
  const change = (part: Partial<Tier>): void => onChange({ name, tier: { ...tier, ...part } });
  return (
    <fieldset className="card">
      <legend>
        <bdi>{t('tiers.tier', { name })}</bdi>
      </legend>
      {hasNamesake ? <GroupFault>{t('tiers.sameName')}</GroupFault> : null}
      <TextField
        label={t('tiers.name')}
        value={name}
        required
        maxLength={80}
        fault={fault('')}
        onChange={({ target }) => onChange({ name: target.value, tier })}
      />
      <div className="pair">
        <SelectField
          label={t('tiers.scope')}
          value={tier.scope}
          fault={fault('/scope')}
          onChange={({ target }) => change({ scope: scopes.find((scope) => scope === target.value) ?? 'own' })}
          options={scopes.map((value) => ({ value, label: terms(`scope.${value}`) }))}
        />
        <SelectField
          label={t('tiers.maxSensitivity')}
          value={tier.maxSensitivity}
          fault={fault('/maxSensitivity')}
          onChange={({ target }) =>
            change({ maxSensitivity: sensitivities.find((level) => level === target.value) ?? 'public' })
          }
          options={sensitivities.map((value) => ({ value, label: terms(`sensitivity.${value}`) }))}
        />
        <NumberField
          label={t('tiers.dailyViews')}
          value={tier.dailyViews}
          min={0}
          fault={fault('/dailyViews')}
          onValue={(dailyViews) => change({ dailyViews })}
        />
        <NumberField
          label={t('tiers.dailyReveals')}
          value={tier.dailyReveals}
          min={0}
          fault={fault('/dailyReveals')}
          onValue={(dailyReveals) => change({ dailyReveals })}
        />
      </div>
      <CheckField
        label={t('tiers.mayRequestExport')}
        checked={tier.mayRequestExport}
        onChange={({ target }) => change({ mayRequestExport: target.checked })}
      />
      <p className="quiet">{t('tiers.kinds')}</p>
      <div className="pair">
        {kinds.map((kind) => (
          <SelectField
            key={kind}
            label={terms(`kind.${kind}`)}
            value={tier.kinds[kind] ?? 'none'}
            fault={fault(`/kinds/${kind}`)}
            onChange={({ target }) =>
              change({ kinds: { ...tier.kinds, [kind]: grants.find((grant) => grant === target.value) ?? 'none' } })
            }
            options={grants.map((value) => ({ value, label: terms(`grant.${value}`) }))}
          />
        ))}
      </div>
      <Button look="quiet" onClick={onRemove} aria-label={t('remove') + common('colon') + t('tiers.tier', { name })}>
        {t('remove')}
      </Button>
    </fieldset>
  );
}
