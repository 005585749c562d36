import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Failed } from '../../ui/states';
import { useSubmit } from '../../ui/submit';
import { say } from '../../ui/toasts';

/** Spends the grant, once that was confirmed. */
export function RunExport({ exportId }: { readonly exportId: string }) {
  const t = useTranslations('exports.next');
  const common = useTranslations('common');
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const { submit, isBusy, error } = useSubmit(
    (_: void, key) =>
      answerOf(
        api.POST('/api/v1/exports/{id}/run', {
          params: { path: { id: exportId }, header: { 'Idempotency-Key': key } },
        }),
      ),
    async () => {
      setAsking(false);
      say(t('ran'));
      await client.invalidateQueries({ queryKey: ['exports'] });
    },
  );
  return (
    <>
      <Button look="primary" onClick={() => setAsking(true)}>
        {t('run')}
      </Button>
      {isAsking ? (
        <Dialog title={t('confirm')} onClose={() => setAsking(false)}>
          <p>{t('confirmDetail')}</p>
          <Failed error={error} />
          <div className="actions">
            <Button look="primary" busy={isBusy} onClick={() => submit()}>
              {t('run')}
            </Button>
            <Button onClick={() => setAsking(false)}>{common('cancel')}</Button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}

/** Fetched and handed to the browser's own download, so that a refusal is shown here and not saved as a file. */
export function DownloadFile({ exportId, format }: { readonly exportId: string; readonly format: string }) {
  const t = useTranslations('exports.next');
  const client = useQueryClient();
  const { submit, isBusy, error } = useSubmit(
    () =>
      answerOf<Blob>(
        api.GET('/api/v1/exports/{id}/file', { params: { path: { id: exportId } }, parseAs: 'blob' }) as never,
      ),
    async (file: Blob) => {
      const url = URL.createObjectURL(file);
      const link = document.createElement('a');
      link.href = url;
      link.download = `export-${exportId}.${format}`;
      link.click();
      URL.revokeObjectURL(url);
      say(t('downloaded'));
      await client.invalidateQueries({ queryKey: ['exports'] });
    },
  );
  return (
    <>
      <Failed error={error} />
      <Button look="primary" busy={isBusy} onClick={() => submit()}>
        {t('download')}
      </Button>
    </>
  );
}
