import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Failed } from '../../ui/states';
import { useSubmit } from '../../ui/submit';
import { say } from '../../ui/toasts';

/** Takes a request of one's own back, once that was confirmed. */
export function Withdraw({ approvalId }: { readonly approvalId: string }) {
  const t = useTranslations('approvals');
  const common = useTranslations('common');
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const { submit, isBusy, error } = useSubmit(
    (_: void, key) =>
      answerOf(
        api.POST('/api/v1/approvals/{id}/withdrawal', {
          params: { path: { id: approvalId }, header: { 'Idempotency-Key': key } },
        }),
      ),
    async () => {
      setAsking(false);
      say(t('withdrawn'));
      await Promise.all(['approvals', 'exports'].map((name) => client.invalidateQueries({ queryKey: [name] })));
    },
  );
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('withdraw')}</Button>
      {isAsking ? (
        <Dialog title={t('withdraw')} onClose={() => setAsking(false)}>
          <p>{t('withdrawDetail')}</p>
          <Failed error={error} />
          <div className="actions">
            <Button look="danger" busy={isBusy} onClick={() => submit()}>
              {t('withdraw')}
            </Button>
            <Button onClick={() => setAsking(false)}>{common('cancel')}</Button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
