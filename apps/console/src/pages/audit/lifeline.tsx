import { useTranslations } from 'use-intl';
import { Badge } from '../../ui/badge';
import { Panel } from '../../ui/page';
import { Time } from '../../ui/time';
import type { AuditEvent } from './event-query';
import { useEventWords } from './event-words';

type Props = {
  readonly events: readonly AuditEvent[];
  /** The last one that the state shown holds. */
  readonly current: AuditEvent | undefined;
  readonly onMove: (at: string) => void;
};

/** The events of a life, each a way to the moment it was recorded at. */
export function Lifeline({ events, current, onMove }: Props) {
  const t = useTranslations('audit.asOf');
  const words = useEventWords();
  const later = current === undefined ? events.length : events.length - 1 - events.indexOf(current);
  return (
    <Panel title={t('events')}>
      <p className="quiet">{t('eventsSince', { count: later })}</p>
      <ol className="lifeline" tabIndex={0} aria-label={t('events')}>
        {events.map((event) => (
          <li key={event.id} className={event.recordedAt > (current?.recordedAt ?? '') ? 'later' : undefined}>
            <button
              type="button"
              aria-current={event === current ? 'step' : undefined}
              onClick={() => onMove(event.recordedAt)}
            >
              <Time at={event.recordedAt} to="second" /> <span>{words.of(event.type)}</span>
              {event === current ? <Badge tone="notice">{t('shown')}</Badge> : null}
            </button>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
