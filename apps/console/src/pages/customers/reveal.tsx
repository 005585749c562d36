import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import { noteRevealsLeft, useMe } from '../../session/session';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { useSubmit } from '../../ui/submit';
import { isNear } from './limit';

/** Values revealed on this page, kept nowhere else; each reveal is recorded with its purpose and counts. */
export function useReveal(customerId: string, purposeNow: () => string | undefined) {
  const client = useQueryClient();
  const { data: me } = useMe();
  const [revealed, setRevealed] = useState<Readonly<Record<string, string>>>({});
  const [busyWith, setBusyWith] = useState<string | null>(null);
  const { submit, isBusy, error } = useSubmit(
    (field: string, key) => {
      const purpose = purposeNow();
      return answerOf(
        api.POST('/api/v1/customers/{id}/reveals', {
          params: { path: { id: customerId }, header: { 'Idempotency-Key': key } },
          body: { field, ...(purpose !== undefined && { purpose }) },
        }),
      );
    },
    ({ value, remainingToday }, field) => {
      setRevealed((before) => ({ ...before, [field]: value }));
      noteRevealsLeft(client, remainingToday);
    },
  );
  const left = me?.limits.revealsLeftToday ?? null;
  const perDay = me?.limits.dailyReveals ?? null;
  return {
    revealed,
    hide: (field: string) => setRevealed(({ [field]: _, ...others }) => others),
    reveal: (field: string) => {
      setBusyWith(field);
      submit(field);
    },
    busyWith: isBusy ? busyWith : null,
    error,
    left,
    /** The last ones of a day are asked for twice. */
    mustConfirm: left !== null && perDay !== null && isNear(left, perDay),
  };
}

type Confirming = {
  readonly field: string;
  readonly left: number;
  readonly onReveal: () => void;
  readonly onClose: () => void;
};

export function ConfirmReveal({ field, left, onReveal, onClose }: Confirming) {
  const t = useTranslations('customers');
  const common = useTranslations('common');
  return (
    <Dialog title={t('confirmTitle', { field })} onClose={onClose}>
      <p>{t('confirmDetail', { left: Math.max(0, left - 1) })}</p>
      <div className="actions">
        <Button look="primary" onClick={onReveal}>
          {t('reveal')}
        </Button>
        <Button onClick={onClose}>{common('cancel')}</Button>
      </div>
    </Dialog>
  );
}
