import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import { isStale } from '../../api/problem';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea, TextField } from '../../ui/field';
import { valuesOf } from '../../ui/form';
import { Failed } from '../../ui/states';
import { useSubmit } from '../../ui/submit';
import { say } from '../../ui/toasts';
import { Day } from '../../ui/time';
import { today } from './days';
import { DepartureBadge } from './departure-badge';
import type { Departure } from './people';

export type Step = 'declare' | 'change' | 'withdraw' | 'correct' | 'leave';
type Props = {
  readonly step: Step;
  readonly person: { readonly id: string; readonly label: string; readonly departure: Departure };
  /** What the reader saw of the person: nothing is written over what somebody else wrote since. */
  readonly etag?: string | null | undefined;
  readonly onClose: () => void;
  readonly onDone?: () => void;
};
type Values = Readonly<Record<string, string>>;

/** One step of a departure: says what comes of it, asks what is needed, and is the confirmation itself. */
export function DepartureDialog({ step, person, etag, onClose, onDone }: Props) {
  const t = useTranslations('hr.steps');
  const common = useTranslations('common');
  const client = useQueryClient();
  const { submit, isBusy, error, fault } = useSubmit(
    (values: Values, key) =>
      send(step, person.id, values, key, etag ?? undefined).catch(async (refused: unknown) => {
        // It is sent again upon what is read now, once that was seen.
        if (isStale(refused)) await client.invalidateQueries({ queryKey: ['employees'] });
        throw refused;
      }),
    async () => {
      say(t(`${step}.done`));
      onClose();
      onDone?.();
      await client.invalidateQueries({ queryKey: ['employees'] });
    },
  );
  const pointers = ['/noticeOn', '/lastWorkingDay', '/date', '/leftOn', '/reason'];
  const isAtField = pointers.some((pointer) => fault(pointer) !== undefined);
  return (
    <Dialog
      title={
        <>
          {t(`${step}.title`)}
          {common('colon')}
          <bdi>{person.label}</bdi>
        </>
      }
      onClose={onClose}
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          submit(valuesOf(event.currentTarget));
        }}
      >
        <p>{t(`${step}.effect`)}</p>
        <StepFields step={step} departure={person.departure} fault={fault} />
        {isStale(error) ? (
          <p className="banner" role="alert">
            {t('stale')} <DepartureBadge of={person.departure} />{' '}
            {person.departure.lastWorkingDay === null ? null : <Day on={person.departure.lastWorkingDay} />}
          </p>
        ) : isAtField ? null : (
          <Failed error={error} />
        )}
        <div className="actions">
          <Button type="submit" look={step === 'declare' || step === 'change' ? 'primary' : 'danger'} busy={isBusy}>
            {t(`${step}.submit`)}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {common('cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type FieldsProps = {
  readonly step: Step;
  readonly departure: Departure;
  readonly fault: (pointer: string) => string | undefined;
};
function StepFields({ step, departure, fault }: FieldsProps) {
  const t = useTranslations('hr.fields');
  const common = useTranslations('common');
  const day = (name: string, label: string, value: string | null) => (
    <TextField label={label} name={name} type="date" required defaultValue={value ?? ''} fault={fault(`/${name}`)} />
  );
  switch (step) {
    case 'declare':
      return (
        <>
          {day('noticeOn', t('noticeOn'), today())}
          {day('lastWorkingDay', t('lastWorkingDay'), null)}
        </>
      );
    case 'change':
      return day('date', t('lastWorkingDay'), departure.lastWorkingDay);
    case 'leave':
      return day('leftOn', t('leftOn'), notAfterToday(departure.lastWorkingDay));
    case 'withdraw':
    case 'correct':
      return <TextArea label={common('reason')} name="reason" required maxLength={2_000} fault={fault('/reason')} />;
  }
}

/** Nobody has left on a day still to come. */
const notAfterToday = (date: string | null): string => (date === null || date > today() ? today() : date);

function send(step: Step, id: string, values: Values, key: string, etag: string | undefined): Promise<unknown> {
  const seen = etag === undefined ? {} : { 'If-Match': etag };
  const post = { path: { id }, header: { 'Idempotency-Key': key, ...seen } };
  const { noticeOn = '', lastWorkingDay = '', date = '', leftOn = '', reason = '' } = values;
  switch (step) {
    case 'declare':
      return answerOf(
        api.POST('/api/v1/employees/{id}/resignation', { params: post, body: { noticeOn, lastWorkingDay } }),
      );
    case 'change':
      return answerOf(
        api.PUT('/api/v1/employees/{id}/last-working-day', { params: { path: { id }, header: seen }, body: { date } }),
      );
    case 'withdraw':
      return answerOf(api.POST('/api/v1/employees/{id}/resignation/withdrawal', { params: post, body: { reason } }));
    case 'correct':
      return answerOf(api.POST('/api/v1/employees/{id}/resignation/correction', { params: post, body: { reason } }));
    case 'leave':
      return answerOf(api.POST('/api/v1/employees/{id}/departure', { params: post, body: { leftOn } }));
  }
}
