import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SelectField, TextArea } from '../../ui/field';
import { valuesOf } from '../../ui/form';
import { Failed } from '../../ui/states';
import { useSubmit } from '../../ui/submit';
import { say } from '../../ui/toasts';
import type { EventQuery } from './event-query';
import { saveFile } from './save-file';
import { Fields } from './value';

type Format = 'csv' | 'jsonl';

/** Takes the events of the current filter away as a file: with a reason, and that it was taken is recorded. */
export function ExportEvents({ query }: { readonly query: EventQuery }) {
  const t = useTranslations('audit.export');
  const common = useTranslations('common');
  const [isOpen, setOpen] = useState(false);
  const { submit, isBusy, error, fault } = useSubmit(
    ({ format, reason }: { format: Format; reason: string }, key) =>
      answerOf(
        api.POST('/api/v1/audit/exports', {
          params: { header: { 'Idempotency-Key': key } },
          body: { filters: query, format, reason },
          parseAs: 'blob',
        }),
      ),
    (file, { format }) => {
      saveFile(file, `audit-events.${format}`);
      setOpen(false);
      say(t('done'));
    },
  );
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('open')}</Button>
      {isOpen ? (
        <Dialog title={t('open')} onClose={() => setOpen(false)}>
          <form
            className="form"
            onSubmit={(event) => {
              event.preventDefault();
              const { format, reason = '' } = valuesOf(event.currentTarget);
              submit({ format: format === 'csv' ? 'csv' : 'jsonl', reason });
            }}
          >
            {Object.keys(query).length === 0 ? <p>{t('everything')}</p> : <Fields of={query} />}
            <SelectField
              label={t('format')}
              name="format"
              options={[
                { value: 'csv', label: 'CSV' },
                { value: 'jsonl', label: 'JSONL' },
              ]}
            />
            <TextArea
              label={common('reason')}
              hint={t('recorded')}
              name="reason"
              required
              maxLength={2_000}
              fault={fault('/reason')}
            />
            {fault('/reason') === undefined ? <Failed error={error} /> : null}
            <Button type="submit" look="primary" busy={isBusy}>
              {t('submit')}
            </Button>
          </form>
        </Dialog>
      ) : null}
    </>
  );
}
