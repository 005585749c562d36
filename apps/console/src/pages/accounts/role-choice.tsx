import { useTranslations } from 'use-intl';
import type { Role } from '../../session/session';
import { CheckField, GroupFault } from '../../ui/field';

export const allRoles = [
  'admin',
  'security_officer',
  'auditor',
  'hr',
  'manager',
  'salesperson',
  'privacy_officer',
] as const satisfies readonly Role[];

type Props = {
  readonly chosen: readonly Role[];
  readonly onChoose: (roles: readonly Role[]) => void;
  readonly fault: string | undefined;
};

export function RoleChoice({ chosen, onChoose, fault }: Props) {
  const t = useTranslations('admin.accounts');
  const terms = useTranslations('terms');
  return (
    <fieldset>
      <legend>{t('roles')}</legend>
      <div className="choices">
        {allRoles.map((role) => (
          <CheckField
            key={role}
            label={terms(`role.${role}`)}
            checked={chosen.includes(role)}
            onChange={() => onChoose(allRoles.filter((one) => (one === role) !== chosen.includes(one)))}
          />
        ))}
      </div>
      <GroupFault>{fault}</GroupFault>
    </fieldset>
  );
}
