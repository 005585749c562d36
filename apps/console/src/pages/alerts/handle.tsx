import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import { isStale } from '../../api/problem';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { CheckField, TextArea } from '../../ui/field';
import { valuesOf } from '../../ui/form';
import { Failed } from '../../ui/states';
import { useSubmit } from '../../ui/submit';
import { say } from '../../ui/toasts';
import { alertQuery, verdicts } from './alert';
import type { Verdict } from './alert';

/** Says to the other officers that somebody is looking at it. */
export function useAcknowledge() {
  const t = useTranslations('alerts');
  const client = useQueryClient();
  return useSubmit(
    (id: string, key) =>
      answerOf(
        api.POST('/api/v1/alerts/{id}/acknowledgement', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body: {},
        }),
      ),
    async () => {
      say(t('acknowledged'));
      await client.invalidateQueries({ queryKey: ['alerts'] });
    },
  );
}

type Props = {
  readonly alertId: string;
  /** Of the alert as it is shown: evidence that came since must be seen first. */
  readonly etag?: string | null;
  readonly onClose: () => void;
};

/** What it was, and why one says so. */
export function DisposeDialog({ alertId, etag = null, onClose }: Props) {
  const t = useTranslations('alerts');
  const verdict = useTranslations('terms.verdict');
  const common = useTranslations('common');
  const client = useQueryClient();
  const [seen, setSeen] = useState(etag);
  const readAnew = async (): Promise<void> => {
    const { queryKey, queryFn } = alertQuery(alertId);
    await client.invalidateQueries({ queryKey: ['alerts'] });
    setSeen((await client.ensureQueryData({ queryKey, queryFn })).etag);
  };
  const { submit, isBusy, error, fault } = useSubmit(
    (body: { verdict: Verdict; reason: string }, key) =>
      answerOf(
        api.POST('/api/v1/alerts/{id}/disposition', {
          params: {
            path: { id: alertId },
            header: { 'Idempotency-Key': key, ...(seen !== null && { 'If-Match': seen }) },
          },
          body,
        }),
      ).catch(async (refused: unknown) => {
        if (isStale(refused)) await readAnew();
        throw refused;
      }),
    async () => {
      onClose();
      say(t('disposed'));
      await client.invalidateQueries({ queryKey: ['alerts'] });
    },
  );
  return (
    <Dialog title={t('disposal.title')} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          const values = valuesOf(event.currentTarget);
          const chosen = verdicts.find((each) => each === values['verdict']);
          if (chosen !== undefined) submit({ verdict: chosen, reason: values['reason'] ?? '' });
        }}
      >
        <fieldset className="choices">
          <legend>{t('disposal.verdict')}</legend>
          {verdicts.map((each) => (
            <CheckField
              key={each}
              type="radio"
              name="verdict"
              value={each}
              required
              label={
                <>
                  <strong>{verdict(each)}</strong> <span className="quiet">{t(`disposal.meaning.${each}`)}</span>
                </>
              }
            />
          ))}
        </fieldset>
        <TextArea
          label={t('disposal.reason')}
          hint={t('disposal.hint')}
          name="reason"
          required
          fault={fault('/reason')}
        />
        {isStale(error) ? (
          <p className="banner" role="alert">
            {t('disposal.stale')} <SentenceOf alertId={alertId} />
          </p>
        ) : fault('/reason') === undefined ? (
          <Failed error={error} />
        ) : null}
        <div className="actions">
          <Button type="submit" look="primary" busy={isBusy}>
            {t('disposal.submit')}
          </Button>
          <Button onClick={onClose}>{common('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What was found up to now, which is more than was shown. */
function SentenceOf({ alertId }: { readonly alertId: string }) {
  const { data } = useQuery(alertQuery(alertId));
  return <strong>{data?.body.sentence}</strong>;
}
