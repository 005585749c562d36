import { useTranslations } from 'use-intl';
import { useMe } from '../../session/session';
import { Button } from '../../ui/button';
import { SelectField } from '../../ui/field';
import { oneOf, textOf, useUrlState } from '../../ui/url-state';
import { useTeam } from '../customers/use-team';
import type { Filter } from './preview';

const levels = ['public', 'internal', 'confidential', 'trade_secret'] as const;

/**
 * Which customers, from the address: `ids` with commas, `whose` = `mine`, `team` or an employee's id, `sensitivity`;
 * and the request `again` whose words are asked with anew.
 */
export function useFilter() {
  const { data: me } = useMe();
  const team = useTeam();
  const [{ ids, whose, sensitivity, again }, change] = useUrlState((raw) => ({
    ids: textOf(raw['ids']),
    whose: textOf(raw['whose']),
    sensitivity: oneOf(levels, raw['sensitivity']),
    again: textOf(raw['again']),
  }));
  const myTeam = team?.team;
  const filter: Filter = {
    ...(ids !== undefined && { ids: ids.split(',') }),
    ...(whose === 'mine' && typeof me?.employeeId === 'string' && { assignedTo: me.employeeId }),
    ...(whose === 'team' && myTeam !== undefined && { team: myTeam }),
    ...(whose !== undefined && whose !== 'mine' && whose !== 'team' && { assignedTo: whose }),
    ...(sensitivity !== undefined && { sensitivity }),
  };
  return { filter, ids, whose, sensitivity, again, change };
}

type Props = ReturnType<typeof useFilter> & { readonly fault: string | undefined };

export function FilterChoice({ ids, whose = '', sensitivity, change, filter, fault }: Props) {
  const t = useTranslations('exports.filter');
  const common = useTranslations('common');
  const terms = useTranslations('terms');
  const { data: me } = useMe();
  const team = useTeam();
  const colleagues = (team?.people ?? []).filter(({ id }) => id !== me?.employeeId);
  if (ids !== undefined)
    return (
      <fieldset>
        <legend>{t('title')}</legend>
        <p>{t('ids', { count: filter.ids?.length ?? 0 })}</p>
        {fault === undefined ? null : <p className="fault">{fault}</p>}
        <Button look="quiet" onClick={() => change({ ids: undefined }, { replace: true })}>
          {t('dropIds')}
        </Button>
      </fieldset>
    );
  return (
    <fieldset>
      <legend>{t('title')}</legend>
      <SelectField
        label={t('whose')}
        value={whose}
        onChange={({ target }) => change({ whose: textOf(target.value) }, { replace: true })}
        options={[
          { value: '', label: t('all') },
          { value: 'mine', label: t('mine') },
          ...(team === undefined ? [] : [{ value: 'team', label: t('team', { team: team.team }) }]),
          ...colleagues.map(({ id, label }) => ({ value: id, label: t('person', { name: label }) })),
        ]}
      />
      <SelectField
        label={t('sensitivity')}
        value={sensitivity ?? ''}
        onChange={({ target }) => change({ sensitivity: oneOf(levels, target.value) }, { replace: true })}
        options={[
          { value: '', label: common('any') },
          ...levels.map((value) => ({ value, label: terms(`sensitivity.${value}`) })),
        ]}
      />
    </fieldset>
  );
}
