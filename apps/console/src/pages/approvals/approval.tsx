import '../../styles/desk.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { useMe } from '../../session/session';
import { Badge, requestTone, sensitivityTone } from '../../ui/badge';
import { Facts, PageFrame, PageOf, Panel } from '../../ui/page';
import { Time } from '../../ui/time';
import { exportQuery } from '../exports/export-query';
import { Selection } from '../exports/selection';
import { Decide } from './decide';
import { Levels } from './levels';
import { Withdraw } from './withdraw';
import { useRow } from '../../ui/lists';

type Schemas = components['schemas'];

/** One request: what is asked, who decides, and my decision where it is mine to make. */
export function Page() {
  const t = useTranslations('approvals');
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const approval = useQuery({
    queryKey: ['approvals', 'one', id],
    queryFn: () => answerOf(api.GET('/api/v1/approvals/{id}', { params: { path: { id } } })),
  });
  const exportId = approval.data?.subject.id;
  const asked = useQuery(exportQuery(exportId));
  return (
    <PageOf of={approval} title={t('title')}>
      {(shown) => <Shown approval={shown} asked={asked.data} title={t('exportOf', { count: shown.facts.rows })} />}
    </PageOf>
  );
}

function Shown({
  approval,
  asked,
  title,
}: {
  readonly approval: Schemas['Approval'];
  readonly asked: Schemas['Export'] | undefined;
  readonly title: string;
}) {
  const t = useTranslations('approvals');
  const row = useRow();
  const terms = useTranslations('terms');
  const { data: me } = useMe();
  const { employee, facts, status, requestedAt, requestedBy, subject } = approval;
  const isOwn = requestedBy === me?.employeeId;
  const level = facts.highestSensitivity;
  return (
    <PageFrame
      title={title}
      heading={
        <>
          {title} <Badge tone={requestTone[status]}>{terms(`approvalStatus.${status}`)}</Badge>
        </>
      }
      actions={isOwn && status === 'pending' ? <Withdraw approvalId={approval.id} /> : undefined}
    >
      <Panel title={t('request')} actions={<Link to={`/exports/${subject.id}`}>{t('toExport')}</Link>}>
        {isOwn ? <p className="quiet">{t('ownRequest')}</p> : null}
        <Facts
          of={[
            [
              t('by'),
              <span key="by">
                <bdi>{employee.label}</bdi>
                {facts.requesterDeparting ? <Badge tone="warning">{t('departing')}</Badge> : null}
              </span>,
            ],
            [t('team'), <bdi key="team">{facts.requesterTeam}</bdi>],
            [
              t('sensitivity'),
              level === null ? (
                t('noSensitivity')
              ) : (
                <Badge tone={sensitivityTone[level]}>{terms(`sensitivity.${level}`)}</Badge>
              ),
            ],
            ...(asked === undefined
              ? []
              : ([
                  [
                    t('purpose'),
                    <bdi key="purpose" className="words">
                      {asked.purpose}
                    </bdi>,
                  ],
                  ...(asked.recipient === undefined
                    ? []
                    : ([
                        [
                          t('recipient'),
                          <bdi key="recipient" className="words">
                            {asked.recipient}
                          </bdi>,
                        ],
                      ] as const)),
                  [t('fields'), <code key="fields">{row(asked.fields)}</code>],
                  [t('format'), asked.format.toUpperCase()],
                  ...(asked.filter === undefined
                    ? []
                    : ([[t('filter'), <Selection key="filter" filter={asked.filter} />]] as const)),
                ] as const)),
            [t('asked'), <Time key="asked" at={requestedAt} />],
          ]}
        />
      </Panel>
      {approval.waitsForMe === true ? <Decide approval={approval} /> : null}
      <Levels approval={approval} />
    </PageFrame>
  );
}
