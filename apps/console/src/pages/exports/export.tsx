import '../../styles/desk.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { components } from '../../api/schema';
import { useMe } from '../../session/session';
import { Badge, requestTone, sensitivityTone } from '../../ui/badge';
import { Facts, PageFrame, PageOf, Panel } from '../../ui/page';
import { Time } from '../../ui/time';
import { useApproverWords } from '../approvals/approver-words';
import { Withdraw } from '../approvals/withdraw';
import { exportQuery } from './export-query';
import { NextStep } from './next-step';
import { Selection } from './selection';
import { useRow } from '../../ui/lists';

type Export = components['schemas']['Export'];

/** So often whoever waits for a decision sees whether there is one. */
const whileWaitingMs = 3_000;

/** One export: what comes next, then what it is. */
export function Page() {
  const t = useTranslations('exports');
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const found = useQuery({
    ...exportQuery(id),
    refetchInterval: ({ state }) => (state.data?.status === 'pending' ? whileWaitingMs : false),
  });
  return (
    <PageOf of={found} title={t('title')}>
      {(shown) => <Shown of={shown} />}
    </PageOf>
  );
}

function Shown({ of }: { readonly of: Export }) {
  const t = useTranslations('exports');
  const terms = useTranslations('terms');
  const { data: me } = useMe();
  const isOwn = of.requestedBy === me?.employeeId;
  const title = t('one', { rows: of.preview.rows });
  return (
    <PageFrame
      title={title}
      heading={
        <>
          {title} <Badge tone={requestTone[of.status]}>{terms(`exportStatus.${of.status}`)}</Badge>
        </>
      }
      actions={
        <>
          {of.approvalId === null ? null : (
            <Link className="button" to={`/approvals/${of.approvalId}`}>
              {t('next.toApproval')}
            </Link>
          )}
          {isOwn && of.status === 'pending' && of.approvalId !== null ? <Withdraw approvalId={of.approvalId} /> : null}
        </>
      }
    >
      <NextStep of={of} isOwn={isOwn} />
      <About of={of} />
    </PageFrame>
  );
}

function About({ of }: { readonly of: Export }) {
  const t = useTranslations('exports');
  const row = useRow();
  const terms = useTranslations('terms');
  const common = useTranslations('common');
  const { who } = useApproverWords();
  const { preview, filter, recipient } = of;
  const level = preview.highestSensitivity;
  const leftOut = of.leftOut ?? preview.leftOut ?? 0;
  return (
    <Panel title={t('about')}>
      <Facts
        of={[
          [t('by'), <bdi key="by">{of.employee.label}</bdi>],
          [t('asked'), <Time key="asked" at={of.requestedAt} />],
          [
            t('purpose'),
            <bdi key="purpose" className="words">
              {of.purpose}
            </bdi>,
          ],
          ...(recipient === undefined
            ? []
            : ([
                [
                  t('recipient'),
                  <bdi key="recipient" className="words">
                    {recipient}
                  </bdi>,
                ],
              ] as const)),
          ...(filter === undefined ? [] : ([[t('filter.title'), <Selection key="title" filter={filter} />]] as const)),
          [t('fields'), <code key="fields">{row(of.fields)}</code>],
          [t('format'), t(`formats.${of.format}`)],
          [
            t('preview.highest'),
            level === null ? (
              t('preview.noLevel')
            ) : (
              <Badge tone={sensitivityTone[level]}>{terms(`sensitivity.${level}`)}</Badge>
            ),
          ],
          ...(leftOut === 0 ? [] : ([[t('preview.leftOut'), String(leftOut)]] as const)),
          [
            t('preview.approvers'),
            <ol key="approvers" className="plain">
              {preview.chain.map(({ level: name, approvers }) => (
                <li key={name}>
                  <bdi>{name}</bdi>
                  {common('colon')}
                  {who(approvers)}
                </li>
              ))}
            </ol>,
          ],
          ...(of.executedAt === null
            ? []
            : ([
                [t('executedAt'), <Time key="executedAt" at={of.executedAt} />],
                [t('released'), String(of.rows ?? 0)],
                [t('downloads'), String(of.downloads)],
                [t('watermark'), <code key="watermark">{of.watermarkId}</code>],
                [t('manifest'), <code key="manifest">{of.manifestRoot}</code>],
              ] as const)),
        ]}
      />
    </Panel>
  );
}
