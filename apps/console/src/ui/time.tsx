import { useFormatter, useNow } from 'use-intl';

const styles = {
  minute: { dateStyle: 'medium', timeStyle: 'short' },
  second: { dateStyle: 'medium', timeStyle: 'medium' },
  /** Where there is little room: the year is in the tooltip, and no letters tell morning from afternoon. */
  short: { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
} as const;

/** An instant in the reader's language and time zone; its UTC form is in the tooltip and for machines. */
export function Time({ at, to = 'minute' }: { readonly at: string; readonly to?: keyof typeof styles }) {
  const format = useFormatter();
  return (
    <time dateTime={at} title={at}>
      {format.dateTime(new Date(at), styles[to])}
    </time>
  );
}

/** How long ago, kept up to date each minute; the exact time is in the tooltip. */
export function Ago({ at }: { readonly at: string }) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  const then = new Date(at);
  return (
    <time dateTime={at} title={format.dateTime(then, styles.second)}>
      {format.relativeTime(then < now ? then : now, now)}
    </time>
  );
}

/** A calendar day, which has no time zone. */
export function Day({ on }: { readonly on: string }) {
  const format = useFormatter();
  return (
    <time dateTime={on}>{format.dateTime(new Date(`${on}T00:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' })}</time>
  );
}

/** How long until then, kept up to date each minute; the exact time is in the tooltip. */
export function Until({ at }: { readonly at: string }) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  const then = new Date(at);
  return (
    <time dateTime={at} title={format.dateTime(then, styles.second)}>
      {format.relativeTime(then, now)}
    </time>
  );
}
