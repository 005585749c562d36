import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Failed } from '../../ui/states';
import { useSubmit } from '../../ui/submit';
import { say } from '../../ui/toasts';
import { useRow } from '../../ui/lists';

type Props = { readonly serviceKey: components['schemas']['ServiceKey']; readonly onClose: () => void };

export function RevokeKey({ serviceKey: { id, name, scopes }, onClose }: Props) {
  const t = useTranslations('admin.keys');
  const row = useRow();
  const common = useTranslations('common');
  const client = useQueryClient();
  const { submit, isBusy, error } = useSubmit(
    () => answerOf(api.DELETE('/api/v1/service-keys/{id}', { params: { path: { id } } })),
    async () => {
      say(t('nowRevoked'));
      await client.invalidateQueries({ queryKey: ['service-keys'] });
      onClose();
    },
  );
  return (
    <Dialog title={t('revokeTitle', { name })} onClose={onClose}>
      <p>
        <code>{row(scopes)}</code>
      </p>
      <p>{t('revokeDetail')}</p>
      <Failed error={error} />
      <div className="actions">
        <Button look="danger" busy={isBusy} onClick={() => submit()}>
          {t('revoke')}
        </Button>
        <Button onClick={onClose}>{common('cancel')}</Button>
      </div>
    </Dialog>
  );
}
