import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import { useFaults } from '../../messages/problem-words';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { valuesOf } from '../../ui/form';
import { Panel } from '../../ui/page';
import { Failed } from '../../ui/states';
import { DepartureBadge } from './departure-badge';
import { DepartureDialog } from './departure-dialog';
import type { Person } from './people';

const most = 20;

/** Somebody by part of the name, and what can be done next. The name stands in no address. */
export function FindPerson() {
  const t = useTranslations('hr.find');
  const [declaring, setDeclaring] = useState<Person>();
  const { mutate, data, error, isPending, reset } = useMutation({
    mutationFn: (q: string) => answerOf(api.POST('/api/v1/employees/search', { body: { q, limit: most } })),
  });
  const fault = useFaults(error)('/q');
  return (
    <>
      <form
        className="filters"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          mutate(valuesOf(event.currentTarget)['q'] ?? '');
        }}
      >
        <TextField label={t('name')} name="q" type="search" autoComplete="off" required fault={fault} />
        <Button type="submit" busy={isPending}>
          {t('search')}
        </Button>
      </form>
      {fault === undefined ? <Failed error={error} /> : null}
      {data === undefined ? null : (
        <Panel
          title={t('found', { count: data.items.length })}
          actions={
            <Button look="quiet" onClick={reset}>
              {t('clear')}
            </Button>
          }
        >
          {data.items.length === 0 ? <p>{t('nobody')}</p> : null}
          <ul className="people">
            {data.items.map((person) => (
              <li key={person.id}>
                <bdi>{person.label}</bdi>
                <span className="quiet">
                  <bdi>{person.team}</bdi> · <bdi>{person.role}</bdi>
                </span>
                <DepartureBadge of={person.departure} />
                {person.departure.status === 'none' ? (
                  <Button onClick={() => setDeclaring(person)}>{t('declare')}</Button>
                ) : (
                  <Link className="button" to="/departures/$id" params={{ id: person.id }}>
                    {t('check')}
                  </Link>
                )}
              </li>
            ))}
          </ul>
          {data.nextCursor === null ? null : <p className="quiet">{t('more')}</p>}
        </Panel>
      )}
      {declaring === undefined ? null : (
        <DepartureDialog
          step="declare"
          person={declaring}
          onClose={() => setDeclaring(undefined)}
          // Who was found is not as they were found any more.
          onDone={reset}
        />
      )}
    </>
  );
}
