import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { Role } from '../../session/session';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { valuesOf } from '../../ui/form';
import { Failed } from '../../ui/states';
import { useSubmit } from '../../ui/submit';
import { say } from '../../ui/toasts';
import { RoleChoice } from './role-choice';

type Opening = { readonly email: string; readonly name: string; readonly roles: Role[]; readonly employeeId?: string };
type Props = { readonly onClose: () => void; readonly onOpened: (id: string) => void };

export function OpenAccount({ onClose, onOpened }: Props) {
  const t = useTranslations('admin.accounts');
  const common = useTranslations('common');
  const client = useQueryClient();
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [isAsked, setAsked] = useState(false);
  const { submit, isBusy, error, fault } = useSubmit(
    (body: Opening, key) =>
      answerOf(api.POST('/api/v1/accounts', { params: { header: { 'Idempotency-Key': key } }, body })),
    async ({ id }) => {
      say(t('opened'));
      await client.invalidateQueries({ queryKey: ['accounts'] });
      onOpened(id);
    },
  );
  return (
    <Dialog title={t('open')} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (roles.length === 0) return;
          const { email = '', name = '', employeeId = '' } = valuesOf(event.currentTarget);
          submit({ email, name, roles: [...roles], ...(employeeId !== '' && { employeeId }) });
        }}
      >
        <TextField
          label={common('name')}
          name="name"
          required
          maxLength={200}
          autoComplete="off"
          fault={fault('/name')}
        />
        <TextField label={t('email')} name="email" type="email" required autoComplete="off" fault={fault('/email')} />
        <RoleChoice
          chosen={roles}
          onChoose={setRoles}
          fault={fault('/roles') ?? (isAsked && roles.length === 0 ? t('chooseRole') : undefined)}
        />
        <TextField
          label={t('employeeField')}
          hint={t('employeeHint')}
          name="employeeId"
          maxLength={254}
          autoComplete="off"
          fault={fault('/employeeId')}
        />
        <Failed error={error} />
        <div className="actions">
          <Button type="submit" look="primary" busy={isBusy}>
            {t('open')}
          </Button>
          <Button onClick={onClose}>{common('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
