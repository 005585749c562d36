import '../../styles/alerts.css';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import { ringHere, ringsHere } from '../../live/ring';
import { Button } from '../../ui/button';
import { CheckField, SelectField } from '../../ui/field';
import { useKeysetList } from '../../ui/keyset-list';
import { ListTable } from '../../ui/list-table';
import { PageFrame } from '../../ui/page';
import { Empty, Failed } from '../../ui/states';
import { oneOf, textOf, useUrlState } from '../../ui/url-state';
import { alertStatuses, deliveries, severities } from './alert';
import type { Alert } from './alert';
import { useAlertColumns } from './columns';
import { DisposeDialog, useAcknowledge } from './handle';

const anyStatus = [...alertStatuses, 'any'] as const;
/** Without a filter the inbox holds what nobody has looked at yet. */
const waiting = 'open';

/** The live inbox: new alerts appear by themselves, and one works through them by keyboard. */
export function Page() {
  const t = useTranslations('alerts');
  const terms = useTranslations('terms');
  const common = useTranslations('common');
  const navigate = useNavigate();
  const [filter, change] = useUrlState((raw) => ({
    status: oneOf(anyStatus, raw['status']),
    severity: oneOf(severities, raw['severity']),
    delivery: oneOf(deliveries, raw['delivery']),
    person: textOf(raw['person']),
  }));
  const { status = waiting, severity, delivery, person } = filter;
  const [disposing, setDisposing] = useState<Alert | null>(null);
  const [rings, setRings] = useState(ringsHere);
  const acknowledging = useAcknowledge();
  const columns = useAlertColumns();
  const query = {
    ...(status !== 'any' && { status }),
    ...(severity !== undefined && { severity }),
    ...(delivery !== undefined && { delivery }),
    ...(person !== undefined && { employeeId: person }),
  };
  const list = useKeysetList<Alert>(['alerts', 'list', query], (cursor) =>
    answerOf(api.GET('/api/v1/alerts', { params: { query: { ...query, ...(cursor !== undefined && { cursor }) } } })),
  );
  const isFiltered = severity !== undefined || delivery !== undefined || person !== undefined;
  const choices = <T extends string>(values: readonly T[], word: (value: T) => string) => [
    { value: '', label: common('any') },
    ...values.map((value) => ({ value, label: word(value) })),
  ];
  return (
    <PageFrame
      title={t('title')}
      actions={
        <CheckField
          label={t('sound')}
          checked={rings}
          onChange={({ target }) => {
            ringHere(target.checked);
            setRings(target.checked);
          }}
        />
      }
    >
      <div className="filters">
        <SelectField
          label={t('filter.status')}
          value={status}
          options={anyStatus.map((value) => ({
            value,
            label: value === 'any' ? common('any') : terms(`alertStatus.${value}`),
          }))}
          onChange={({ target }) => change({ status: oneOf(anyStatus, target.value) })}
        />
        <SelectField
          label={t('filter.severity')}
          value={severity ?? ''}
          options={choices(severities, (value) => terms(`severity.${value}`))}
          onChange={({ target }) => change({ severity: oneOf(severities, target.value) })}
        />
        <SelectField
          label={t('filter.delivery')}
          value={delivery ?? ''}
          options={choices(deliveries, (value) => terms(`delivery.${value}`))}
          onChange={({ target }) => change({ delivery: oneOf(deliveries, target.value) })}
        />
        {person === undefined ? null : (
          <div>
            <p className="quiet">{t('filter.person')}</p>
            <Button onClick={() => change({ person: undefined })}>{t('filter.everybody')}</Button>
          </div>
        )}
        <p className="hint keys">{t('keys')}</p>
      </div>
      <Failed error={acknowledging.error} />
      <ListTable
        label={t('list')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/alerts/$id', params: { id } })}
        keys={{
          a: ({ id, status: is }) => {
            if (is === 'open' && !acknowledging.isBusy) acknowledging.submit(id);
          },
          d: (alert) => {
            if (alert.status !== 'disposed') setDisposing(alert);
          },
        }}
        empty={
          status === waiting && !isFiltered ? (
            <Empty title={t('empty.inbox')}>
              <p>{t('empty.inboxHint')}</p>
            </Empty>
          ) : (
            <Empty title={t('empty.filtered')}>
              <Button
                onClick={() => change({ status: 'any', severity: undefined, delivery: undefined, person: undefined })}
              >
                {t('filter.reset')}
              </Button>
            </Empty>
          )
        }
      />
      {disposing === null ? null : <DisposeDialog alertId={disposing.id} onClose={() => setDisposing(null)} />}
    </PageFrame>
  );
}
