import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { useMe } from '../../session/session';
import { Button } from '../../ui/button';
import { Load } from '../../ui/states';
import type { NamedAccounts } from './account-label';
import { changesBetween } from './changes';
import { Versions } from './versions';

type Props = {
  readonly versions: readonly components['schemas']['PolicyVersion'][];
  readonly accounts: NamedAccounts;
};

/** How the policy came to be: who reads the log sees what each version changed, so that nothing is turned off unseen. */
export function DetectionHistory(props: Props) {
  const { data: me } = useMe();
  const readsLog = me?.roles.some((role) => role === 'security_officer' || role === 'auditor') === true;
  return readsLog && props.versions.length > 0 ? <WithChanges {...props} /> : <Versions {...props} />;
}

function WithChanges(props: Props) {
  const t = useTranslations('policies.versions');
  const [isAsked, setAsked] = useState(false);
  const publications = useQuery({
    queryKey: ['policies', 'detection', 'publications'],
    queryFn: () =>
      answerOf(
        api.GET('/api/v1/audit/events', {
          params: { query: { type: 'DetectionPolicyPublished', order: 'asc', limit: 200 } },
        }),
      ),
    enabled: isAsked,
  });
  const published = publications.data?.items.map(({ data }) => data) ?? [];
  const details = new Map(
    published.map((data, index) => [
      Number(data['version']),
      <Changes key={index} from={published[index - 1]} to={data} />,
    ]),
  );
  return (
    <>
      <Versions {...props} details={details} />
      {isAsked ? (
        <Load of={publications}>{() => null}</Load>
      ) : (
        <Button onClick={() => setAsked(true)}>{t('show')}</Button>
      )}
    </>
  );
}

type Data = Readonly<Record<string, unknown>>;

function Changes({ from, to }: { readonly from: Data | undefined; readonly to: Data }) {
  const t = useTranslations('policies.versions');
  if (from === undefined) return <p className="quiet">{t('first')}</p>;
  const changes = changesBetween(from, to);
  if (changes.length === 0) return <p className="quiet">{t('same')}</p>;
  return (
    <ul>
      {changes.map(({ path, before, after }) => (
        <li key={path}>
          <code>{path}</code>: {t('change', { from: before ?? t('missing'), to: after ?? t('missing') })}
        </li>
      ))}
    </ul>
  );
}
