import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { SelectField } from '../../ui/field';
import { Panel } from '../../ui/page';
import { Load } from '../../ui/states';
import { Changes } from './changes';
import type { AuditEvent } from './event-query';
import { Lifeline } from './lifeline';
import { settledNow, useLifetime, useStateAt } from './past-query';
import { TimeSlider } from './time-slider';
import { Fields } from './value';

type Props = {
  readonly entity: string;
  /** Undefined is now. */
  readonly at: string | undefined;
  readonly against: 'now' | 'previous';
  readonly onMove: (at: string | undefined) => void;
  readonly onCompare: (against: 'now' | 'previous') => void;
};

/** One thing's life: a slider over it, the state at the moment chosen, and what is different from another. */
export function Past(props: Props) {
  const lifetime = useLifetime(props.entity);
  return <Load of={lifetime}>{(events) => <Life {...props} events={events} />}</Load>;
}

function Life({ entity, at, against, onMove, onCompare, events }: Props & { readonly events: readonly AuditEvent[] }) {
  const t = useTranslations('audit.asOf');
  // Now is the moment the page was opened, until one asks for a newer.
  const [asked, setAsked] = useState(settledNow);
  // What was recorded a moment ago belongs to it, and is waited for until it is settled.
  const latest = events.at(-1);
  const until = latest === undefined ? asked : Math.max(asked, Date.parse(latest.recordedAt));
  const now = new Date(until).toISOString();
  const moment = at ?? now;
  const last = useMemo(() => events.findLast(({ recordedAt }) => recordedAt <= moment), [events, moment]);
  const before =
    last === undefined || last === events[0] ? undefined : new Date(Date.parse(last.recordedAt) - 1).toISOString();

  const then = useStateAt(entity, moment);
  const other = useStateAt(entity, against === 'now' ? now : before);
  return (
    <>
      <TimeSlider
        events={events}
        until={until}
        at={moment}
        onMove={onMove}
        onNow={() => {
          setAsked(settledNow());
          onMove(undefined);
        }}
      />
      {then.isSettling ? <p role="status">{t('settling')}</p> : null}
      <div className="columns">
        <Panel title={t('state')}>
          <Load of={then}>
            {({ state, revision }) => (
              <div aria-busy={then.isPlaceholderData}>
                <p className="quiet">{t('revision', { revision: String(revision) })}</p>
                <Fields of={state} />
              </div>
            )}
          </Load>
        </Panel>
        <div>
          <Panel title={t(against === 'now' ? 'since' : 'byLast')}>
            <SelectField
              label={t('compare')}
              value={against}
              options={[
                { value: 'now', label: t('withNow') },
                { value: 'previous', label: t('withPrevious') },
              ]}
              onChange={({ target }) => onCompare(target.value === 'previous' ? 'previous' : 'now')}
            />
            {against === 'previous' && before === undefined ? (
              <p>{t('beginning')}</p>
            ) : (
              <Load of={other}>
                {(compared) => (
                  <Load of={then}>
                    {(shown) =>
                      against === 'now' ? (
                        <Changes before={shown.state} after={compared.state} />
                      ) : (
                        <Changes before={compared.state} after={shown.state} />
                      )
                    }
                  </Load>
                )}
              </Load>
            )}
          </Panel>
          <Lifeline events={events} current={last} onMove={onMove} />
        </div>
      </div>
    </>
  );
}
