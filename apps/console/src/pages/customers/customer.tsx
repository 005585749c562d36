import '../../styles/desk.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { Problem } from '../../api/problem';
import { reloadMe, useMe } from '../../session/session';
import { Badge, sensitivityTone } from '../../ui/badge';
import { Facts, PageFrame, PageOf, Panel } from '../../ui/page';
import { Empty } from '../../ui/states';
import { Details } from './details';
import { Limit } from './limit';
import { PersonName } from './person-name';

/** One customer under my grants. Opening it is recorded and counts, so it is read once and kept while I am about it. */
export function Page() {
  const t = useTranslations('customers');
  const client = useQueryClient();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const customer = useQuery({
    queryKey: ['customers', 'one', id],
    queryFn: async () => {
      const shown = await answerOf(api.GET('/api/v1/customers/{id}', { params: { path: { id } } }));
      void reloadMe(client);
      return shown;
    },
    staleTime: 600_000,
    gcTime: 600_000,
  });
  const { error } = customer;
  if (error instanceof Problem && error.faults.some(({ code }) => code === 'sensitivity'))
    return (
      <PageFrame title={t('title')}>
        <Empty title={t('aboveTitle')}>
          <p>{t('aboveDetail')}</p>
        </Empty>
      </PageFrame>
    );
  return (
    <PageOf of={customer} title={t('title')}>
      {(shown) => <Shown customer={shown} />}
    </PageOf>
  );
}

function Shown({ customer }: { readonly customer: components['schemas']['Customer'] }) {
  const t = useTranslations('customers');
  const terms = useTranslations('terms');
  const { data: me } = useMe();
  const { id, name, sensitivity, developer, assignee, details = {} } = customer;
  // What I may reveal is my tier's to say; the customer only shows what is masked.
  const tier = useQuery({
    queryKey: ['tier', me?.employeeId],
    queryFn: () => answerOf(api.GET('/api/v1/employees/{id}/tier', { params: { path: { id: me?.employeeId ?? '' } } })),
    enabled: typeof me?.employeeId === 'string',
  });
  return (
    <PageFrame
      title={t('name')}
      heading={<bdi>{name}</bdi>}
      actions={
        tier.data !== undefined &&
        Object.values(tier.data.kinds).some((grant) => grant === 'reveal' || grant === 'clear') ? (
          <Link className="button" to="/exports/new" search={{ ids: id }}>
            {t('toExport')}
          </Link>
        ) : undefined
      }
    >
      <Panel title={t('record')}>
        <Facts
          of={[
            [
              t('sensitivity'),
              <Badge key="sensitivity" tone={sensitivityTone[sensitivity]}>
                {terms(`sensitivity.${sensitivity}`)}
              </Badge>,
            ],
            [t('developedBy'), <PersonName key="developedBy" of={developer} />],
            [t('assignedTo'), <PersonName key="assignedTo" of={assignee} />],
            [t('id'), <code key="id">{id}</code>],
          ]}
        />
      </Panel>
      <Limit of="reveals" />
      {Object.keys(details).length === 0 ? (
        <Empty title={t('empty')}>{t('emptyDetail')}</Empty>
      ) : (
        <Details key={id} customerId={id} details={details} grants={tier.data?.kinds ?? {}} />
      )}
    </PageFrame>
  );
}
