import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { useMe } from '../../session/session';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { valuesOf } from '../../ui/form';
import { Facts, Panel } from '../../ui/page';
import { Load } from '../../ui/states';
import { textOf, useUrlState } from '../../ui/url-state';
import { kinds } from './tier-draft';
import { useAccounts } from './use-accounts';
import { useRow } from '../../ui/lists';

/** Which tier a person has now, and why. */
export function ExplainTier() {
  const t = useTranslations('rules.explain');
  const { data: me } = useMe();
  const accounts = useAccounts();
  const [{ person }, change] = useUrlState((raw) => ({ person: textOf(raw['person']) }));
  const listId = useId();
  const tier = useQuery({
    queryKey: ['tier', person],
    queryFn: () => answerOf(api.GET('/api/v1/employees/{id}/tier', { params: { path: { id: person ?? '' } } })),
    enabled: person !== undefined,
  });
  // Auditors may read the policy, not what one person has.
  if (!me?.roles.some((role) => role === 'admin' || role === 'security_officer')) return null;
  return (
    <Panel title={t('title')}>
      <p className="quiet">{t('lead')}</p>
      <form
        className="filters"
        onSubmit={(event) => {
          event.preventDefault();
          change({ person: textOf(valuesOf(event.currentTarget)['person']?.trim()) });
        }}
      >
        <TextField
          label={t('person')}
          hint={accounts.length === 0 ? t('officerHint') : t('personHint')}
          name="person"
          defaultValue={person}
          list={listId}
          required
          pattern="[A-Za-z0-9_\-]{1,64}"
          autoComplete="off"
        />
        <datalist id={listId}>
          {accounts.map(({ employeeId, name }) =>
            employeeId === null ? null : (
              <option key={employeeId} value={employeeId}>
                {name}
              </option>
            ),
          )}
        </datalist>
        <Button type="submit">{t('ask')}</Button>
      </form>
      <div aria-live="polite">
        {person === undefined ? null : <Load of={tier}>{(found) => <Explained tier={found} />}</Load>}
      </div>
    </Panel>
  );
}

function Explained({
  tier: { tier, scope, kinds: granted, maxSensitivity, matched, guards, policyVersion },
}: {
  readonly tier: components['schemas']['Tier'];
}) {
  const t = useTranslations('rules.explain');
  const tiers = useTranslations('rules.tiers');
  const terms = useTranslations('terms');
  return (
    <Facts
      of={[
        [t('tier'), tier === null ? t('noTier') : <strong>{tier}</strong>],
        ...(matched === null ? [] : ([[t('matched'), <BandWords key="matched" band={matched} />]] as const)),
        [
          t('guards'),
          guards.length === 0
            ? t('noGuards')
            : guards.map((guard) => (
                <Badge key={guard} tone="warning">
                  {terms(`guard.${guard}`)}
                </Badge>
              )),
        ],
        ...(scope === null ? [] : ([[tiers('scope'), terms(`scope.${scope}`)]] as const)),
        ...(maxSensitivity === null
          ? []
          : ([[tiers('maxSensitivity'), terms(`sensitivity.${maxSensitivity}`)]] as const)),
        ...kinds.map((kind) => [terms(`kind.${kind}`), terms(`grant.${granted[kind] ?? 'none'}`)] as const),
        [t('version'), String(policyVersion ?? '')],
      ]}
    />
  );
}

function BandWords({ band }: { readonly band: NonNullable<components['schemas']['Tier']['matched']> }) {
  const t = useTranslations('rules.explain');
  const row = useRow();
  const terms = useTranslations('terms');
  const { rankFrom, rankTo, tenureMonthsFrom: from, tenureMonthsTo: to, performance } = band;
  const months =
    to === null ? t('monthsFrom', { from: String(from) }) : t('monthsBetween', { from: String(from), to: String(to) });
  return (
    <>
      {t('band', {
        rankFrom: String(rankFrom),
        rankTo: String(rankTo),
        months,
        performance: row(performance.map((one) => terms(`performance.${one}`))),
      })}
    </>
  );
}
