import { useMessages, useTranslations } from 'use-intl';
import { useState } from 'react';
import { answerOf, api } from '../api/client';
import type { components, paths } from '../api/schema';
import { Badge } from '../ui/badge';
import { TextField } from '../ui/field';
import { useKeysetList } from '../ui/keyset-list';
import { ListTable } from '../ui/list-table';
import type { Column } from '../ui/list-table';
import { useRow } from '../ui/lists';
import { useIsNarrow } from '../ui/narrow';
import { PageFrame, Panel } from '../ui/page';
import { Empty } from '../ui/states';
import { Time } from '../ui/time';
import { textOf, useUrlState } from '../ui/url-state';

type Entry = components['schemas']['RecordEntry'];
type Answer = paths['/api/v1/me/record']['get']['responses'][200]['content']['application/json'];

/** Everything kept about oneself that may be shown, and what is withheld and why. */
export function Page() {
  const t = useTranslations('record');
  const common = useTranslations('common');
  const [{ from, to }, change] = useUrlState((raw) => ({ from: dayOf(raw['from']), to: dayOf(raw['to']) }));
  const [withheld, setWithheld] = useState<Answer['withheld']>([]);
  const list = useKeysetList(['me-record', from, to], async (cursor) => {
    const answer = await answerOf(
      api.GET('/api/v1/me/record', {
        params: {
          query: {
            ...(from !== undefined && { from: startOf(from) }),
            ...(to !== undefined && { to: startOf(to, 1) }),
            ...(cursor !== undefined && { cursor }),
          },
        },
      }),
    );
    setWithheld(answer.withheld);
    return answer;
  });
  return (
    <PageFrame title={t('title')}>
      <p className="quiet lead">{t('lead')}</p>
      <div className="filters">
        <TextField
          label={common('from')}
          type="date"
          value={from ?? ''}
          onChange={({ target }) => change({ from: dayOf(target.value) }, { replace: true })}
        />
        <TextField
          label={common('to')}
          type="date"
          value={to ?? ''}
          onChange={({ target }) => change({ to: dayOf(target.value) }, { replace: true })}
        />
      </div>
      <ListTable
        label={t('title')}
        list={list}
        columns={useColumns()}
        rowKey={({ at, what }) => at + what}
        empty={<Empty title={t('none')}>{t('noneDetail')}</Empty>}
      />
      <Withheld of={withheld} />
    </PageFrame>
  );
}

function useColumns(): readonly Column<Entry>[] {
  const t = useTranslations('record');
  const common = useTranslations('common');
  const terms = useTranslations('terms');
  const isNarrow = useIsNarrow();
  const row = useRow();
  const reasons = new Map<string, string>(Object.entries(useMessages().record.reasons));
  const wordsOf = ({ what, action }: Entry): string => {
    const fact = facts.find((name) => name === what);
    if (fact !== undefined) return t(`facts.${fact}`);
    return action === undefined ? what : terms(`action.${action}`);
  };
  return [
    {
      key: 'at',
      title: common('time'),
      width: isNarrow ? '8rem' : 'minmax(12.5rem, 1fr)',
      cell: ({ at }) => <Time at={at} to={isNarrow ? 'short' : 'second'} />,
    },
    { key: 'what', title: t('what'), width: isNarrow ? 'minmax(0, 1fr)' : 'minmax(8rem, 1.5fr)', cell: wordsOf },
    {
      key: 'customer',
      title: t('customer'),
      width: 'minmax(8rem, 1.5fr)',
      wideOnly: true,
      cell: ({ customerId }) => (customerId === undefined ? common('notAvailable') : <code>{customerId}</code>),
    },
    {
      key: 'decision',
      title: t('decision'),
      width: '6rem',
      cell: ({ decision }) => {
        const outcome = outcomes.find((name) => name === decision);
        if (outcome === undefined) return decision ?? '';
        return <Badge tone={outcome === 'denied' ? 'warning' : 'neutral'}>{t(`outcome.${outcome}`)}</Badge>;
      },
    },
    {
      key: 'reason',
      title: t('reason'),
      width: 'minmax(7rem, 1.5fr)',
      wideOnly: true,
      cell: ({ reason }) => {
        const words =
          reason === undefined
            ? ''
            : row(reason.split(', ').map((code) => reasons.get(code.replace('.', '_')) ?? code));
        return <bdi title={words}>{words}</bdi>;
      },
    },
  ];
}

function Withheld({ of }: { readonly of: Answer['withheld'] }) {
  const t = useTranslations('record');
  const common = useTranslations('common');
  return (
    <Panel title={t('withheld')}>
      <p className="quiet">{t('withheldLead')}</p>
      <ul>
        {of.map(({ kind, because }) => {
          const known = kinds.find((name) => name === kind);
          return (
            <li key={kind}>
              <strong>{known === undefined ? kind : t(`withheldKinds.${known}`)}</strong>
              {common('colon')}
              {known === undefined ? because : t(`because.${known}`)}
            </li>
          );
        })}
      </ul>
      <p>{t('askPrivacy')}</p>
    </Panel>
  );
}

const kinds = ['risk_assessments', 'alerts', 'look_ups'] as const;
const outcomes = ['allowed', 'denied', 'approve', 'reject', 'return'] as const;
/** Accesses are told by their action; these are not accesses, or more than one. */
const facts = [
  'EmployeeHired',
  'EmployeeTransferred',
  'EmployeeDetailsCorrected',
  'ResignationDeclared',
  'ResignationWithdrawn',
  'ResignationEnteredInError',
  'LastWorkingDayChanged',
  'EmployeeLeft',
  'ExportRequested',
  'ExportRefused',
  'ExportGranted',
  'ExportReturned',
  'ExportWithdrawn',
  'ExportExecuted',
  'ExportDownloaded',
  'ExportExpired',
  'ApprovalStepDecided',
] as const;

const dayOf = (value: unknown): string | undefined => {
  const text = textOf(value);
  return text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
};
/** When a day, or the one so many days later, begins where the reader is, as the times shown do; the api’s are UTC’s. */
function startOf(day: string, later = 0): string {
  const start = new Date(`${day}T00:00`);
  start.setDate(start.getDate() + later);
  return start.toISOString();
}
