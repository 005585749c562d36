import '../../styles/admin.css';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { isStale } from '../../api/problem';
import type { components } from '../../api/schema';
import { useMe } from '../../session/session';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/page';
import { Failed } from '../../ui/states';
import { useSubmit } from '../../ui/submit';
import { Time } from '../../ui/time';
import { say } from '../../ui/toasts';
import { Unsaved } from '../../ui/unsaved';
import { AccountLabel } from './account-label';
import type { NamedAccounts } from './account-label';

/** Policies are changed by administrators and read by officers and auditors. */
export const useMayPublish = (): boolean => useMe().data?.roles.includes('admin') === true;

/** One write that publishes the next version; what is read afterwards is that version. */
export function usePublish<Body>(policy: string, send: (body: Body) => Promise<{ readonly version: number }>) {
  const t = useTranslations('rules');
  const client = useQueryClient();
  return useSubmit(
    (body: Body) => send(body),
    async ({ version }) => {
      say(t('published', { version: String(version) }));
      await client.invalidateQueries({ queryKey: ['policies', policy] });
    },
  );
}

/** The policy's tag goes with its next version, so that nobody overwrites what they have not seen. */
export const ifMatch = (etag: string | null) => (etag === null ? {} : { header: { 'If-Match': etag } });

type FormProps = {
  readonly publishing: Pick<ReturnType<typeof usePublish<never>>, 'isBusy' | 'error'>;
  readonly isChanged: boolean;
  /** Nothing is published yet: the draft is news as it stands. */
  readonly isFirst?: boolean;
  /** Somebody who may not publish may still change the fields, to try a draft. */
  readonly mayDraft?: boolean;
  readonly onPublish: () => void;
  readonly onDiscard: () => void;
  readonly children: ReactNode;
};

/** The editor's frame: for readers its fields are closed, for administrators there is a button to publish. */
export function PolicyForm({
  publishing: { isBusy, error },
  isChanged,
  isFirst = false,
  mayDraft = false,
  onPublish,
  onDiscard,
  children,
}: FormProps) {
  const t = useTranslations('rules');
  const mayPublish = useMayPublish();
  return (
    <form
      className="policy"
      // What a policy may be is the server's to say, at the field.
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onPublish();
      }}
    >
      {isChanged ? <Unsaved /> : null}
      {mayPublish || mayDraft ? null : <p className="quiet">{t('readOnly')}</p>}
      <fieldset disabled={!mayPublish && !mayDraft}>{children}</fieldset>
      {isStale(error) ? (
        <p className="banner" role="alert">
          {t('stale')}
        </p>
      ) : (
        <Failed error={error} />
      )}
      {mayPublish ? (
        <div className="actions publish">
          <Button type="submit" look="primary" busy={isBusy} disabled={!isChanged && !isFirst}>
            {t('publish')}
          </Button>
          <Button disabled={!isChanged} onClick={onDiscard}>
            {t('discard')}
          </Button>
        </div>
      ) : null}
    </form>
  );
}

type VersionsProps = {
  readonly versions: readonly components['schemas']['PolicyVersion'][];
  readonly accounts: NamedAccounts;
};
export function Versions({ versions, accounts }: VersionsProps) {
  const t = useTranslations('rules');
  const latest = Math.max(0, ...versions.map(({ version }) => version));
  return (
    <Panel title={t('versions')}>
      {versions.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('version')}</th>
              <th scope="col">{t('since')}</th>
              <th scope="col">{t('by')}</th>
            </tr>
          </thead>
          <tbody>
            {versions
              .toSorted((a, b) => b.version - a.version)
              .map(({ version, effectiveFrom, by }) => (
                <tr key={version}>
                  <td>
                    {version} {version === latest ? <Badge tone="good">{t('inForce')}</Badge> : null}
                  </td>
                  <td>
                    <Time at={effectiveFrom} />
                  </td>
                  <td>
                    <AccountLabel id={by} accounts={accounts} />
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

/** The list with one entry changed, left out, or moved by so many places. */
export const withEntry = <T,>(list: readonly T[], at: number, entry: T): readonly T[] => list.with(at, entry);
export const withoutEntry = <T,>(list: readonly T[], at: number): readonly T[] => list.toSpliced(at, 1);
export function moved<T>(list: readonly T[], from: number, by: number): readonly T[] {
  const entry = list[from];
  return entry === undefined ? list : list.toSpliced(from, 1).toSpliced(from + by, 0, entry);
}
