import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button';
import { SelectField, TextField } from '../../ui/field';
import { NumberField } from '../../ui/number-field';
import { allRoles } from '../accounts/role-choice';
import type { NamedAccounts } from './account-label';
import type { Level } from './chain-draft';
import { useAccounts } from './use-accounts';

type Props = {
  readonly n: number;
  readonly level: Level;
  readonly named: NamedAccounts;
  readonly fault: (field: string) => string | undefined;
  readonly onChange: (level: Level) => void;
  readonly onRemove: () => void;
};

/** One level: who decides, how many of them, how long they have, and who after them. */
export function LevelFields({ n, level, named, fault, onChange, onRemove }: Props) {
  const t = useTranslations('rules');
  const common = useTranslations('common');
  const terms = useTranslations('terms');
  const change = (part: Partial<Level>): void => onChange({ ...level, ...part });
  const name = t('chains.level', { n: String(n) });
  const { mode } = level;
  return (
    <fieldset className="band level">
      <legend>{name}</legend>
      <TextField
        label={t('chains.name')}
        value={level.name}
        required
        maxLength={80}
        fault={fault('/name')}
        onChange={({ target }) => change({ name: target.value })}
      />
      <Approvers level={level} named={named} fault={fault} onChange={onChange} />
      <SelectField
        label={t('chains.mode')}
        value={typeof mode === 'string' ? mode : 'some'}
        fault={fault('/mode')}
        onChange={({ target: { value } }) => change({ mode: value === 'any' || value === 'all' ? value : { k: 2 } })}
        options={(['any', 'all', 'some'] as const).map((value) => ({ value, label: t(`chains.${value}`) }))}
      />
      {typeof mode === 'string' ? null : (
        <NumberField
          label={t('chains.k')}
          value={mode.k}
          min={1}
          fault={fault('/mode/k')}
          onValue={(k) => change({ mode: { k } })}
        />
      )}
      <NumberField
        label={t('chains.expires')}
        value={level.expiresAfterHours}
        min={0}
        step="any"
        fault={fault('/expiresAfterHours')}
        onValue={(expiresAfterHours) => change({ expiresAfterHours })}
      />
      <SelectField
        label={t('chains.escalate')}
        value={level.escalateTo.role}
        onChange={({ target }) =>
          change({ escalateTo: { role: allRoles.find((role) => role === target.value) ?? 'security_officer' } })
        }
        options={allRoles.map((value) => ({ value, label: terms(`role.${value}`) }))}
      />
      <Button look="quiet" onClick={onRemove} aria-label={t('remove') + common('colon') + name}>
        {t('remove')}
      </Button>
    </fieldset>
  );
}

/** A role, a role of the requester's team, or accounts by name. */
function Approvers({ level, named, fault, onChange }: Pick<Props, 'level' | 'named' | 'fault' | 'onChange'>) {
  const t = useTranslations('rules.chains');
  const terms = useTranslations('terms');
  const accounts = useAccounts();
  const { approvers } = level;
  const isNamed = 'accountIds' in approvers;
  const chosen = isNamed ? 'named' : `${approvers.role}${approvers.of === undefined ? '' : ':team'}`;
  const choose = (value: string): void => {
    const role = allRoles.find((one) => one === value.split(':')[0]);
    if (role === undefined) onChange({ ...level, approvers: { accountIds: [] } });
    else onChange({ ...level, approvers: value.endsWith(':team') ? { role, of: 'requester_team' } : { role } });
  };
  return (
    <>
      <SelectField
        label={t('approvers')}
        value={chosen}
        fault={fault('/approvers')}
        onChange={({ target }) => choose(target.value)}
        options={[
          ...allRoles.map((value) => ({
            value: `${value}:team`,
            label: t('ofTeam', { role: terms(`role.${value}`) }),
          })),
          ...allRoles.map((value) => ({ value, label: terms(`role.${value}`) })),
          { value: 'named', label: t('named') },
        ]}
      />
      {isNamed ? (
        <SelectField
          label={t('accounts')}
          multiple
          value={approvers.accountIds}
          fault={fault('/approvers/accountIds')}
          onChange={({ target }) =>
            onChange({
              ...level,
              approvers: { accountIds: [...target.selectedOptions].map(({ value }) => value) },
            })
          }
          options={accountChoices(accounts, named, approvers.accountIds)}
        />
      ) : null}
    </>
  );
}

/** Those chosen before are offered even where the reader may not list accounts. */
const accountChoices = (accounts: ReturnType<typeof useAccounts>, named: NamedAccounts, chosen: readonly string[]) => [
  ...accounts.map(({ id, name }) => ({ value: id, label: name })),
  ...chosen
    .filter((accountId) => accounts.every(({ id }) => id !== accountId))
    .map((accountId) => ({ value: accountId, label: named.find(({ id }) => id === accountId)?.label ?? accountId })),
];
