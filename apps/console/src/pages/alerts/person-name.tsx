import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea } from '../../ui/field';
import { valuesOf } from '../../ui/form';
import { Failed } from '../../ui/states';
import { useSubmit } from '../../ui/submit';
import { say } from '../../ui/toasts';

type Props = {
  readonly person: { readonly id: string; readonly label: string };
  /** The alert that makes the name necessary, if one does. */
  readonly alertId?: string;
};

const isPseudonym = (label: string): boolean => /^P-[0-9A-F]{8}$/.test(label);

/** A person by pseudonym, with the way to the name; or by name, while it is lifted. */
export const PersonName = ({ person, alertId }: Props) => (
  <>
    <Link to="/people/$id" params={{ id: person.id }}>
      <bdi>{person.label}</bdi>
    </Link>{' '}
    <ShowName person={person} {...(alertId !== undefined && { alertId })} />
  </>
);

/** The way to somebody's name: for a reason, which is recorded. */
export function ShowName({ person, alertId }: Props) {
  const t = useTranslations('alerts.name');
  const [isAsking, setAsking] = useState(false);
  if (!isPseudonym(person.label)) return null;
  return (
    <>
      <Button look="quiet" onClick={() => setAsking(true)}>
        {t('show')}
      </Button>
      {isAsking ? (
        <LiftDialog
          employeeId={person.id}
          {...(alertId !== undefined && { alertId })}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}

type LiftProps = { readonly employeeId: string; readonly alertId?: string; readonly onClose: () => void };

function LiftDialog({ employeeId, alertId, onClose }: LiftProps) {
  const t = useTranslations('alerts.name');
  const common = useTranslations('common');
  const format = useFormatter();
  const client = useQueryClient();
  const { submit, isBusy, error, fault } = useSubmit(
    (reason: string, key) =>
      answerOf(
        api.POST('/api/v1/employees/{id}/pseudonym-lifts', {
          params: { path: { id: employeeId }, header: { 'Idempotency-Key': key } },
          body: { reason, ...(alertId !== undefined && { alertId }) },
        }),
      ),
    async ({ expiresAt }) => {
      onClose();
      say(t('shown', { until: format.dateTime(new Date(expiresAt), { dateStyle: 'medium', timeStyle: 'short' }) }));
      await Promise.all(['alerts', 'people', 'evidence'].map((name) => client.invalidateQueries({ queryKey: [name] })));
    },
  );
  return (
    <Dialog title={t('title')} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          submit(valuesOf(event.currentTarget)['reason'] ?? '');
        }}
      >
        <TextArea label={t('reason')} hint={t('hint')} name="reason" required fault={fault('/reason')} />
        {fault('/reason') === undefined ? <Failed error={error} /> : null}
        <div className="actions">
          <Button type="submit" look="primary" busy={isBusy}>
            {t('submit')}
          </Button>
          <Button onClick={onClose}>{common('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
