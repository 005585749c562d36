import '../../styles/alerts.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import { Badge } from '../../ui/badge';
import { Facts, PageFrame, Panel } from '../../ui/page';
import { Load } from '../../ui/states';
import { Day } from '../../ui/time';
import { ShowName } from '../alerts/person-name';
import { PersonActivity } from './person-activity';
import { PersonExports } from './person-exports';
import { RiskHistory } from './risk-history';
import { RiskNow } from './risk-now';

/** One person, as an officer may know them: what is concluded, how it came to be, and what they did. */
export function Page() {
  const { id = '' }: { id?: string } = useParams({ strict: false });
  return <Person key={id} id={id} />;
}

function Person({ id }: { readonly id: string }) {
  const t = useTranslations('people');
  const departure = useTranslations('terms.departureStatus');
  const query = useQuery({
    queryKey: ['people', 'one', id],
    queryFn: () => answerOf(api.GET('/api/v1/employees/{id}', { params: { path: { id } } })),
  });
  const person = query.data;
  if (person === undefined)
    return (
      <PageFrame title={t('one')}>
        <Load of={query}>{() => null}</Load>
      </PageFrame>
    );
  return (
    <PageFrame
      title={t('one')}
      heading={<bdi>{person.label}</bdi>}
      actions={
        <>
          <ShowName person={person} />
          <Link className="button" to="/departures/$id" params={{ id }}>
            {t('check')}
          </Link>
          <Link className="button" to="/alerts" search={{ person: id, status: 'any' }}>
            {t('alerts')}
          </Link>
        </>
      }
    >
      <RiskNow employeeId={id} />
      <RiskHistory employeeId={id} />
      <PersonActivity employeeId={id} />
      <div className="columns spaced">
        <Panel
          title={t('facts.title')}
          actions={
            person.departure.status === 'none' ? null : (
              <Badge tone="notice">{departure(person.departure.status)}</Badge>
            )
          }
        >
          <Facts
            of={[
              [t('facts.team'), <bdi key="team">{person.team}</bdi>],
              [t('facts.role'), <bdi key="role">{person.role}</bdi>],
              [t('facts.region'), <bdi key="region">{person.region}</bdi>],
              [t('facts.timezone'), person.timezone],
              [t('facts.hiredOn'), <Day key="hired" on={person.hiredOn} />],
            ]}
          />
        </Panel>
        <PersonExports employeeId={id} />
      </div>
    </PageFrame>
  );
}
