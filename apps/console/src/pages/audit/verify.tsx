import '../../styles/audit.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormatter, useMessages, useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { paths } from '../../api/schema';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Facts, PageFrame, Panel } from '../../ui/page';
import { Empty, Failed, Load } from '../../ui/states';
import { useSubmit } from '../../ui/submit';
import { textOf, useUrlState } from '../../ui/url-state';

type Verification = paths['/api/v1/audit/verifications/{id}']['get']['responses'][200]['content']['application/json'];
const everyMs = 1_000;

/** Proves that nothing was altered: the whole log and the read models, while one waits or comes back later. */
export function Page() {
  const t = useTranslations('audit.verify');
  const [{ id }, change] = useUrlState((raw) => ({ id: textOf(raw['id']) }));
  const [keptHead, setKeptHead] = useState('');
  const start = useSubmit(
    (head: string, key) =>
      answerOf(
        api.POST('/api/v1/audit/verifications', {
          params: { header: { 'Idempotency-Key': key } },
          body: head === '' ? {} : { head },
        }),
      ),
    ({ id: started }) => change({ id: started }),
  );
  const found = useQuery({
    queryKey: ['audit', 'verification', id],
    enabled: id !== undefined,
    queryFn: () => answerOf(api.GET('/api/v1/audit/verifications/{id}', { params: { path: { id: id ?? '' } } })),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? everyMs : false),
  });
  const isRunning = start.isBusy || found.data?.status === 'running';
  return (
    <PageFrame
      title={t('title')}
      actions={
        <Button look="primary" busy={isRunning} onClick={() => start.submit(keptHead.trim())}>
          {t('start')}
        </Button>
      }
    >
      <Failed error={start.fault('/head') === undefined ? start.error : null} />
      <TextField
        label={t('keptHead')}
        hint={t('keptHeadHint')}
        value={keptHead}
        onChange={(event) => setKeptHead(event.currentTarget.value)}
        maxLength={80}
        autoComplete="off"
        spellCheck={false}
        fault={start.fault('/head')}
      />
      {id === undefined ? (
        <Empty title={t('empty')}>{t('emptyHint')}</Empty>
      ) : (
        <Load of={found}>{(verification) => <Result of={verification} />}</Load>
      )}
    </PageFrame>
  );
}

function Result({ of: { status, ok, events, streams, expected, head, problems } }: { readonly of: Verification }) {
  const t = useTranslations('audit.verify');
  const format = useFormatter();
  if (status === 'running')
    return (
      <Panel>
        <label className="progress">
          {t('running')}
          <progress {...(expected !== null && { max: Math.max(expected, events), value: events })} />
        </label>
        <p className="quiet" role="status">
          {expected === null ? t('beginning') : t('soFar', { events, expected })}
        </p>
      </Panel>
    );
  return (
    <>
      <Panel>
        <div role="status" className="verdict">
          <Badge tone={ok === true ? 'good' : 'danger'}>{t(ok === true ? 'ok' : 'notOk')}</Badge>
          <p>{t(ok === true ? 'okDetail' : 'notOkDetail', { count: problems.length })}</p>
        </div>
        <Facts
          of={[
            [t('events'), format.number(events)],
            [t('streams'), format.number(streams)],
            [t('head'), <code key="head">{head ?? ''}</code>],
          ]}
        />
        <p className="hint">{t('headHint')}</p>
      </Panel>
      {problems.length === 0 ? null : <Problems of={problems} />}
    </>
  );
}

function Problems({ of: problems }: { readonly of: Verification['problems'] }) {
  const t = useTranslations('audit.verify');
  const words = new Map<string, string>(Object.entries(useMessages().audit.verify.kinds));
  return (
    <Panel title={t('problems')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('kind')}</th>
            <th scope="col">{t('where')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ kind, where }) => (
            <tr key={kind + where}>
              <td>
                {words.get(kind.replace('.', '_')) ?? kind} <code>{kind}</code>
              </td>
              <td>
                <Where of={where} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

/** `<stream>@<revision>` leads to the stream. */
function Where({ of: where }: { readonly of: string }) {
  const stream = /^(?:after )?([A-Za-z0-9_.-]+)@\d+/.exec(where)?.[1];
  if (stream === undefined) return <code>{where}</code>;
  return (
    <Link to="/streams/$name" params={{ name: stream }}>
      <code>{where}</code>
    </Link>
  );
}
