import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { components } from '../../api/schema';
import { Panel } from '../../ui/page';
import { Time } from '../../ui/time';
import { AccountLabel } from './account-label';
import type { NamedAccounts } from './account-label';

type Version = components['schemas']['PolicyVersion'];

/** Who published what when, the newest first; `details` say more, by version. */
export function Versions({
  versions,
  accounts,
  details,
}: {
  readonly versions: readonly Version[];
  readonly accounts: NamedAccounts;
  readonly details?: ReadonlyMap<number, ReactNode>;
}) {
  const t = useTranslations('policies.versions');
  return (
    <Panel title={t('title')}>
      <ol className="history">
        {versions
          .toSorted((a, b) => b.version - a.version)
          .map(({ version, effectiveFrom, by }) => (
            <li key={version}>
              <p>
                <strong>{t('version', { version: String(version) })}</strong> <Time at={effectiveFrom} />{' '}
                <span className="quiet">
                  {t.rich('by', { account: () => <AccountLabel id={by} accounts={accounts} /> })}
                </span>
              </p>
              {details?.get(version)}
            </li>
          ))}
      </ol>
    </Panel>
  );
}
