import { useEffect, useId, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { useHotkeys } from '../../ui/hotkeys';
import { instantOf, localInput } from './event-query';
import type { AuditEvent } from './event-query';

type Props = {
  readonly events: readonly AuditEvent[];
  /** Where the slider ends: the settled now. */
  readonly until: number;
  readonly at: string;
  readonly onMove: (at: string) => void;
  readonly onNow: () => void;
};

const steps = 1_000;
const restsMs = 150;

/** From the first event to now: by the slider, from event to event, or to a time that one types. */
export function TimeSlider({ events, until, at, onMove, onNow }: Props) {
  const t = useTranslations('audit.asOf');
  const format = useFormatter();
  const id = useId();
  const from = Date.parse(events[0]?.recordedAt ?? at);
  const step = Math.max(1, Math.ceil((until - from) / steps));
  const [draft, setDraft] = useState<number>();
  const chosen = draft ?? Date.parse(at);
  useEffect(() => {
    if (draft === undefined) return undefined;
    // A state is read where the slider comes to rest, not at each place that it passes.
    const rest = setTimeout(() => {
      setDraft(undefined);
      onMove(new Date(draft).toISOString());
    }, restsMs);
    return () => clearTimeout(rest);
  }, [draft, onMove]);

  const previous = events.findLast(({ recordedAt }) => Date.parse(recordedAt) < chosen);
  const next = events.find(({ recordedAt }) => Date.parse(recordedAt) > chosen);
  const go = (event: AuditEvent | undefined): void => {
    if (event !== undefined) onMove(event.recordedAt);
  };
  useHotkeys({ j: () => go(next), k: () => go(previous) });
  const shown = format.dateTime(new Date(chosen), { dateStyle: 'medium', timeStyle: 'medium' });
  return (
    <section className="time-slider" aria-label={t('slider')}>
      <label htmlFor={id}>
        {t('moment')} <output htmlFor={id}>{shown}</output>
      </label>
      <input
        id={id}
        type="range"
        min={from}
        max={from + step * steps}
        step={step}
        value={chosen}
        aria-valuetext={shown}
        onChange={({ target }) => setDraft(Math.min(Number(target.value), until))}
      />
      <div className="ticks" aria-hidden>
        {events.map((event) => (
          <span
            key={event.id}
            style={{ insetInlineStart: `${((Date.parse(event.recordedAt) - from) / (step * steps)) * 100}%` }}
          />
        ))}
      </div>
      <div className="actions">
        <Button disabled={previous === undefined} onClick={() => go(previous)}>
          {t('previousEvent')}
        </Button>
        <Button disabled={next === undefined} onClick={() => go(next)}>
          {t('nextEvent')}
        </Button>
        <Button onClick={onNow}>{t('now')}</Button>
        <TextField
          key={at}
          label={t('exactly')}
          type="datetime-local"
          step={1}
          defaultValue={localInput(at)}
          onBlur={({ target }) => {
            const typed = instantOf(target.value);
            if (typed !== undefined && target.value !== localInput(at)) onMove(typed);
          }}
          onKeyDown={({ key, currentTarget }) => {
            if (key === 'Enter') currentTarget.blur();
          }}
        />
      </div>
    </section>
  );
}
