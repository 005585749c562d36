import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { Badge } from '../../ui/badge';
import { Panel } from '../../ui/page';
import { Load } from '../../ui/states';
import { Time } from '../../ui/time';
import { similarQuery } from './alert';

/** Earlier alerts with the same kind of reasons, and what officers made of them. */
export function SimilarAlerts({ alertId }: { readonly alertId: string }) {
  const t = useTranslations('alerts.similar');
  const verdict = useTranslations('terms.verdict');
  const format = useFormatter();
  const query = useQuery(similarQuery(alertId));
  return (
    <Panel title={t('title')}>
      <Load of={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t('none')}</p>
          ) : (
            <ul className="similar">
              {items.map(({ id, sentence, similarity, disposition, raisedAt, employee }) => (
                <li key={id}>
                  <Link to="/alerts/$id" params={{ id }}>
                    {sentence}
                  </Link>
                  <p className="quiet">
                    {t('likeness', { share: format.number(similarity, { style: 'percent' }) })} · <Time at={raisedAt} />{' '}
                    · <bdi>{employee.label}</bdi>
                  </p>
                  <p>
                    {disposition === null ? (
                      <span className="quiet">{t('undecided')}</span>
                    ) : (
                      <>
                        <Badge>{verdict(disposition.verdict)}</Badge>{' '}
                        <q dir="auto" className="quiet">
                          {disposition.reason}
                        </q>
                      </>
                    )}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Load>
    </Panel>
  );
}
