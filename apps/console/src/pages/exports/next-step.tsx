import { Link } from '@tanstack/react-router';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import type { components } from '../../api/schema';
import { Panel } from '../../ui/page';
import { DownloadFile, RunExport } from './run';
import { useReasonWords } from './reason-words';

type Export = components['schemas']['Export'];

/** Where the request stands, and the one thing to do about it. */
export function NextStep({ of, isOwn }: { readonly of: Export; readonly isOwn: boolean }) {
  const t = useTranslations('exports.next');
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  const reasonWords = useReasonWords();
  const { status, grantExpiresAt } = of;
  const isOver = grantExpiresAt !== null && grantExpiresAt <= now.toISOString();
  const left = grantExpiresAt === null ? '' : format.relativeTime(new Date(grantExpiresAt), now);
  const others = isOwn ? null : <p className="quiet">{t('others', { name: of.employee.label })}</p>;
  const again = isOwn ? (
    <Link className="button" to="/exports/new" search={searchOf(of)}>
      {t('again')}
    </Link>
  ) : null;
  switch (status) {
    case 'pending':
      return <Panel title={t('pending')}>{isOwn ? <p>{t('pendingDetail')}</p> : null}</Panel>;
    case 'granted':
      return (
        <Panel title={t('granted')}>
          <p>{t('grantedDetail', { left, rows: of.preview.rows })}</p>
          {isOwn ? <RunExport exportId={of.id} /> : others}
        </Panel>
      );
    case 'executed':
      if (isOver)
        return (
          <Panel title={t('over')}>
            <p>{t('overDetail')}</p>
            {again}
          </Panel>
        );
      return (
        <Panel title={t('executed')}>
          <p>{t('executedDetail', { left })}</p>
          {isOwn ? <DownloadFile exportId={of.id} format={of.format} /> : others}
        </Panel>
      );
    case 'refused':
      return (
        <Panel title={t('refused')}>
          <p>{of.because === null ? null : reasonWords(of.because)}</p>
          {again}
        </Panel>
      );
    case 'returned':
    case 'withdrawn':
    case 'expired':
      return (
        <Panel title={t(status)}>
          <p>{t(`${status}Detail`)}</p>
          {again}
        </Panel>
      );
  }
}

/** The same selection in the address of a new request; its words are found by this one's id. */
const searchOf = ({ id, filter = {}, requestedBy }: Export) => ({
  ids: filter.ids?.join(','),
  whose: filter.team !== undefined ? 'team' : filter.assignedTo === requestedBy ? 'mine' : filter.assignedTo,
  sensitivity: filter.sensitivity,
  again: id,
});
