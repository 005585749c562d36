import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import { Badge, bandTone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Panel } from '../../ui/page';
import { Load } from '../../ui/states';
import { Time } from '../../ui/time';
import { ScoreParts } from '../alerts/score-parts';
import { useAsOf } from './as-of';
import { useRow } from '../../ui/lists';

/** What is concluded about the person: now, or as it was known at the end of a past day. */
export function RiskNow({ employeeId }: { readonly employeeId: string }) {
  const t = useTranslations('people.risk');
  const row = useRow();
  const band = useTranslations('terms.band');
  const { day, instant, today, change } = useAsOf();
  const query = useQuery({
    queryKey: ['risk', employeeId, day ?? 'now'],
    queryFn: () =>
      answerOf(
        api.GET('/api/v1/employees/{id}/risk', {
          params: { path: { id: employeeId }, query: instant === undefined ? {} : { asOf: instant } },
        }),
      ),
  });
  return (
    <>
      <Panel
        title={t('title')}
        actions={
          <div className="actions as-of">
            <TextField
              label={t('asOf')}
              type="date"
              value={day ?? today}
              max={today}
              onChange={({ target }) => change(target.value)}
            />
            {day === undefined ? null : <Button onClick={() => change(undefined)}>{t('now')}</Button>}
          </div>
        }
      >
        <Load of={query}>
          {({ band: concluded, assessedAt, missing = [] }) => (
            <>
              <p>
                <Badge tone={bandTone[concluded]}>{band(concluded)}</Badge>{' '}
                {assessedAt === null ? (
                  t('never')
                ) : (
                  <span className="quiet">
                    {t('assessedAt')} <Time at={assessedAt} />
                  </span>
                )}
              </p>
              {missing.length === 0 ? null : (
                <p>
                  {t('missing', {
                    missing: row(missing.map((what) => (what === 'employment' ? t('missingEmployment') : what))),
                  })}
                </p>
              )}
              <p className="hint">{t('advice')}</p>
            </>
          )}
        </Load>
      </Panel>
      {query.data === undefined || query.data.score === null || query.data.parts.length === 0 ? null : (
        <ScoreParts score={query.data.score} parts={query.data.parts} />
      )}
    </>
  );
}
