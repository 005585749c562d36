import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { CheckField, TextField } from '../../ui/field';
import { valuesOf } from '../../ui/form';
import { SecretOnce } from '../../ui/secret-once';
import { Failed } from '../../ui/states';
import { useSubmit } from '../../ui/submit';

const rights = ['ingest', 'decide', 'hr'] as const;
type Issuing = { readonly name: string; readonly scopes: string[]; readonly historyUntil?: string };

/** Issues a key for one source, and shows it this once. */
export function IssueKey({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('admin.keys');
  const common = useTranslations('common');
  const client = useQueryClient();
  const { submit, isBusy, error, fault, output } = useSubmit(
    (body: Issuing, key) =>
      answerOf(api.POST('/api/v1/service-keys', { params: { header: { 'Idempotency-Key': key } }, body })),
    () => client.invalidateQueries({ queryKey: ['service-keys'] }),
  );
  return (
    <Dialog title={t('issue')} onClose={onClose}>
      {output === undefined ? (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            const values = valuesOf(event.currentTarget);
            const { name = '', source = '', history = '' } = values;
            submit({
              name,
              scopes: rights.filter((right) => values[right] === 'on').map((right) => `${right}:${source.trim()}`),
              ...(history !== '' && { historyUntil: `${history}T00:00:00Z` }),
            });
          }}
        >
          <TextField label={t('name')} name="name" required maxLength={80} autoComplete="off" fault={fault('/name')} />
          <TextField
            label={t('source')}
            hint={t('sourceHint')}
            name="source"
            required
            maxLength={64}
            autoComplete="off"
            fault={fault('/scopes/0') ?? fault('/scopes')}
          />
          <fieldset>
            <legend>{t('rights')}</legend>
            <div className="choices">
              {rights.map((right) => (
                <CheckField key={right} name={right} label={t(`right.${right}`)} defaultChecked={right === 'ingest'} />
              ))}
            </div>
          </fieldset>
          <TextField
            label={t('history')}
            hint={t('historyHint')}
            name="history"
            type="date"
            fault={fault('/historyUntil')}
          />
          <Failed error={error} />
          <div className="actions">
            <Button type="submit" look="primary" busy={isBusy}>
              {t('issue')}
            </Button>
            <Button onClick={onClose}>{common('cancel')}</Button>
          </div>
        </form>
      ) : (
        <>
          <SecretOnce label={t('once')} hint={t('onceDetail')} secret={output.key} />
          <div className="actions">
            <Button onClick={onClose}>{common('close')}</Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
