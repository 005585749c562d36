import { useQueryClient } from '@tanstack/react-query';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import { isStale } from '../../api/problem';
import type { components } from '../../api/schema';
import type { Role } from '../../session/session';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Facts } from '../../ui/page';
import { Failed } from '../../ui/states';
import { useSubmit } from '../../ui/submit';
import { say } from '../../ui/toasts';
import { RoleChoice } from './role-choice';
import { SignInLink } from './sign-in-link';

type Account = components['schemas']['Account'];
type Change = { readonly roles?: Role[]; readonly disabled?: boolean };

const sameRoles = (one: readonly Role[], other: readonly Role[]): boolean =>
  one.length === other.length && one.every((role) => other.includes(role));

/** Those that the list has loaded. */
const accountsIn = (client: QueryClient): readonly Account[] =>
  client
    .getQueriesData<InfiniteData<{ readonly items: readonly Account[] }>>({ queryKey: ['accounts'] })
    .flatMap(([, list]) => list?.pages ?? [])
    .flatMap(({ items }) => items);

/** Roles, a sign-in link, and whether the account may sign in at all. */
export function EditAccount({ account, onClose }: { readonly account: Account; readonly onClose: () => void }) {
  const t = useTranslations('admin.accounts');
  const client = useQueryClient();
  const [roles, setRoles] = useState<readonly Role[]>(account.roles);
  const reread = (): Promise<void> => client.invalidateQueries({ queryKey: ['accounts'] });
  const send = (revision: number, body: Change) =>
    answerOf(
      api.PATCH('/api/v1/accounts/{id}', {
        params: { path: { id: account.id }, header: { 'If-Match': `"${revision}"` } },
        body,
      }),
    );
  const { submit, isBusy, error, fault } = useSubmit(
    (body: Change) =>
      send(account.revision, body).catch(async (refused: unknown) => {
        if (!isStale(refused)) throw refused;
        await reread();
        const now = accountsIn(client).find(({ id }) => id === account.id);
        // Sign-ins count as changes too; only what is edited here is worth another look.
        if (now === undefined || now.disabled !== account.disabled || !sameRoles(now.roles, account.roles))
          throw refused;
        return send(now.revision, body);
      }),
    async (_, { disabled }) => {
      say(disabled === undefined ? t('saved') : disabled ? t('nowDisabled') : t('nowEnabled'));
      await reread();
    },
  );
  const isSame = sameRoles(roles, account.roles);
  return (
    <Dialog title={t('edit', { name: account.name })} onClose={onClose}>
      <Facts
        of={[
          [t('email'), <bdi key="email">{account.email}</bdi>],
          [t('employee'), account.employeeId === null ? t('noEmployee') : <code>{account.employeeId}</code>],
        ]}
      />
      <RoleChoice
        chosen={roles}
        onChoose={setRoles}
        fault={fault('/roles') ?? (roles.length === 0 ? t('chooseRole') : undefined)}
      />
      {isStale(error) ? (
        <p className="banner" role="alert">
          {t('changed')}
        </p>
      ) : (
        <Failed error={error} />
      )}
      <div className="actions">
        <Button
          look="primary"
          busy={isBusy}
          disabled={isSame || roles.length === 0}
          onClick={() => submit({ roles: [...roles] })}
        >
          {t('save')}
        </Button>
        <Button
          {...(!account.disabled && { look: 'danger' as const })}
          busy={isBusy}
          onClick={() => submit({ disabled: !account.disabled })}
        >
          {account.disabled ? t('enable') : t('disable')}
        </Button>
      </div>
      {account.disabled ? null : <p className="hint">{t('disableDetail')}</p>}
      <SignInLink account={account} />
    </Dialog>
  );
}
