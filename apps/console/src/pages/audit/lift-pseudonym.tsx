import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea } from '../../ui/field';
import { valuesOf } from '../../ui/form';
import { Failed } from '../../ui/states';
import { useSubmit } from '../../ui/submit';
import { Time } from '../../ui/time';

type Subject = { readonly kind: 'employee' | 'customer'; readonly id: string };

/** Asks for somebody's name with a reason, which is recorded; shows it here and wherever it is read anew. */
export function LiftPseudonym({ kind, id }: Subject) {
  const t = useTranslations('audit.lift');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {t(kind)} <code>{id.slice(-6)}</code>
      </Button>
      {isOpen ? <LiftDialog kind={kind} id={id} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function LiftDialog({ kind, id, onClose }: Subject & { readonly onClose: () => void }) {
  const t = useTranslations('audit.lift');
  const common = useTranslations('common');
  const client = useQueryClient();
  const { submit, isBusy, error, fault, output } = useSubmit(
    (reason: string, key) => {
      const options = { params: { path: { id }, header: { 'Idempotency-Key': key } }, body: { reason } };
      return answerOf(
        kind === 'employee'
          ? api.POST('/api/v1/employees/{id}/pseudonym-lifts', options)
          : api.POST('/api/v1/customers/{id}/pseudonym-lifts', options),
      );
    },
    () => client.invalidateQueries({ queryKey: ['audit'] }),
  );
  return (
    <Dialog title={t(kind)} onClose={onClose}>
      {output === undefined ? (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            submit(valuesOf(event.currentTarget)['reason'] ?? '');
          }}
        >
          <p>{t('recorded')}</p>
          <TextArea label={common('reason')} name="reason" required maxLength={2_000} fault={fault('/reason')} />
          {fault('/reason') === undefined ? <Failed error={error} /> : null}
          <Button type="submit" look="primary" busy={isBusy}>
            {t('submit')}
          </Button>
        </form>
      ) : (
        <>
          <p role="status">
            <strong>
              <bdi>{output.name}</bdi>
            </strong>
          </p>
          <p className="quiet">
            {t('until')} <Time at={output.expiresAt} />
          </p>
          <div className="actions">
            <Button look="primary" onClick={onClose}>
              {common('close')}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
