import { useTranslations } from 'use-intl';
import { useMe } from '../../session/session';
import { Time } from '../../ui/time';
import type { Alert } from './alert';

/** What was found and done, the oldest first. */
export function AlertHistory({ history }: { readonly history: Alert['history'] }) {
  const t = useTranslations('alerts.history');
  const terms = useTranslations('terms');
  const common = useTranslations('common');
  const { data: me } = useMe();
  const who = (by: string): string => {
    if (by === me?.employeeId || by === me?.accountId) return t('you');
    return by.startsWith('system:') ? t('detection') : t('other');
  };
  return (
    <ol className="history">
      {history.map(({ what, at, by, severity, verdict, reason }) => (
        <li key={`${what} ${at}`}>
          <p>
            <strong>{t(what)}</strong>
            {severity === undefined ? '' : common('colon') + terms(`severity.${severity}`)}
            {verdict === undefined ? '' : common('colon') + terms(`verdict.${verdict}`)}{' '}
            <span className="quiet">
              {who(by)} · <Time at={at} />
            </span>
          </p>
          {verdict === undefined ? null : <blockquote dir="auto">{reason ?? common('erased')}</blockquote>}
        </li>
      ))}
    </ol>
  );
}
