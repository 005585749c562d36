import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button';
import { Facts } from '../../ui/page';
import { Time } from '../../ui/time';
import { say } from '../../ui/toasts';
import type { AuditEvent } from './event-query';
import { entityOfStream, subjectsOf } from './event-summary';
import { useEventWords } from './event-words';
import { LiftPseudonym } from './lift-pseudonym';
import { Fields } from './value';

type Props = {
  readonly event: AuditEvent;
  readonly asJson: boolean;
  /** Officers read events; the other audit pages are the auditors'. */
  readonly asAuditor: boolean;
};

/** Everything that the log knows of one event, and the ways on from it. */
export function EventDetail({ event, asJson, asAuditor }: Props) {
  const t = useTranslations('audit');
  const json = JSON.stringify(event, null, 2);
  const entity = entityOfStream(event.stream);
  return (
    <div className="event-detail">
      <div className="actions">
        {asAuditor ? (
          <Link className="button quiet" to="/streams/$name" params={{ name: event.stream }}>
            {t('event.openStream')}
          </Link>
        ) : null}
        {asAuditor && entity !== undefined ? (
          <Link className="button quiet" to="/as-of" search={{ entity, at: event.recordedAt }}>
            {t('event.openAsOf')}
          </Link>
        ) : null}
        <Link className="button quiet" to="/events" search={{ stream: event.stream }}>
          {t('event.sameStream')}
        </Link>
        <Link className="button quiet" to="/events" search={{ actor: event.actor }}>
          {t('event.sameActor')}
        </Link>
        <CopyButton text={`${window.location.origin}/events?id=${event.id}`} label={t('event.copyLink')} />
        <CopyButton text={json} label={t('event.copyJson')} />
      </div>
      {asJson ? <pre tabIndex={0}>{json}</pre> : <Readable event={event} />}
    </div>
  );
}

function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const common = useTranslations('common');
  return (
    <Button look="quiet" onClick={() => void navigator.clipboard.writeText(text).then(() => say(common('copied')))}>
      {label}
    </Button>
  );
}

function Readable({ event }: { readonly event: AuditEvent }) {
  const t = useTranslations('audit');
  const common = useTranslations('common');
  const words = useEventWords();
  const { personal } = event;
  const subjects = subjectsOf(event);
  return (
    <div className="columns">
      <section>
        <h3>{t('event.envelope')}</h3>
        <Facts
          of={[
            [t('event.type'), common('bracketed', { text: words.of(event.type), inside: event.type })],
            [t('event.recordedAt'), <Time key="recorded" at={event.recordedAt} to="second" />],
            [t('event.occurredAt'), <Time key="occurred" at={event.occurredAt} to="second" />],
            [t('filters.actor'), <code key="actor">{event.actor}</code>],
            [t('event.onBehalfOf'), event.onBehalfOf ?? common('none')],
            [t('event.channel'), event.channel],
            [t('event.trust'), t(`trust.${event.trust}`)],
            [t('filters.stream'), <code key="stream">{`${event.stream}@${event.revision}`}</code>],
            [t('event.position'), <code key="position">{event.position}</code>],
            [t('filters.id'), <code key="id">{event.id}</code>],
            [t('event.correlation'), <code key="correlation">{event.correlationId}</code>],
            [t('event.causation'), <Cause key="cause" id={event.causationId} />],
          ]}
        />
      </section>
      <section>
        <h3>{t('event.data')}</h3>
        <Fields of={event.data} />
        <h3>{t('event.personal')}</h3>
        {personal === null ? <p className="quiet">{t('event.sealed')}</p> : <Fields of={personal} />}
        <div className="actions">
          {subjects.map((subject) => (
            <LiftPseudonym key={subject.id} {...subject} />
          ))}
        </div>
      </section>
    </div>
  );
}

function Cause({ id }: { readonly id: string | null }) {
  const common = useTranslations('common');
  if (id === null) return <>{common('none')}</>;
  return (
    <Link to="/events" search={{ id }}>
      <code>{id}</code>
    </Link>
  );
}
