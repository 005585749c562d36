import '../../styles/hr.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api, taggedAnswerOf } from '../../api/client';
import { Problem } from '../../api/problem';
import { useMe } from '../../session/session';
import { Button } from '../../ui/button';
import { PageFrame } from '../../ui/page';
import { Empty, Load } from '../../ui/states';
import { CheckEvents } from './check-events';
import { CheckSheet } from './check-sheet';
import { DepartureDialog } from './departure-dialog';
import type { Step } from './departure-dialog';

const stepsOf = {
  none: ['declare'],
  declared: ['change', 'leave', 'withdraw', 'correct'],
  left: ['correct'],
} as const satisfies Record<string, readonly Step[]>;

/** What is to be known and done before somebody leaves; prints to one page. */
export function Page() {
  const t = useTranslations('hr');
  const common = useTranslations('common');
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const { data: me } = useMe();
  const asHr = me?.roles.includes('hr') === true;
  const [step, setStep] = useState<Step>();
  const person = useQuery({
    queryKey: ['employees', 'one', id],
    queryFn: () => taggedAnswerOf(api.GET('/api/v1/employees/{id}', { params: { path: { id } } })),
  });
  const check = useQuery({
    queryKey: ['employees', 'departure-check', id],
    queryFn: () => answerOf(api.GET('/api/v1/employees/{id}/departure-check', { params: { path: { id } } })),
  });
  const portfolio = useQuery({
    queryKey: ['employees', 'portfolio', id],
    enabled: asHr,
    queryFn: () => answerOf(api.GET('/api/v1/employees/{id}/portfolio', { params: { path: { id } } })),
  });
  const isNone = check.error instanceof Problem && check.error.code === 'departure.none';
  const facts = person.data?.body;
  return (
    <PageFrame
      title={t('check.title')}
      heading={
        <>
          {t('check.title')}
          {facts === undefined ? null : (
            <>
              {common('colon')}
              <bdi>{facts.label}</bdi>
            </>
          )}
        </>
      }
      actions={
        <>
          {asHr && facts !== undefined
            ? stepsOf[facts.departure.status].map((name) => (
                <Button key={name} onClick={() => setStep(name)}>
                  {t(`steps.${name}.short`)}
                </Button>
              ))
            : null}
          {check.data === undefined ? null : (
            <Button look="primary" onClick={() => window.print()}>
              {t('check.print')}
            </Button>
          )}
        </>
      }
    >
      {isNone ? (
        <Empty title={t('check.none')}>{t('check.noneHint')}</Empty>
      ) : (
        <Load of={person}>
          {({ body }) => (
            <Load of={check} lines={8}>
              {(found) => (
                <>
                  <CheckSheet person={body} check={found} portfolio={portfolio.data} />
                  {found.events === undefined ? null : <CheckEvents events={found.events} />}
                </>
              )}
            </Load>
          )}
        </Load>
      )}
      {step === undefined || facts === undefined ? null : (
        <DepartureDialog step={step} person={facts} etag={person.data?.etag} onClose={() => setStep(undefined)} />
      )}
    </PageFrame>
  );
}
