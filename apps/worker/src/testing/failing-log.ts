import { StoreUnavailable } from '#event-store/event-store';
import type { Log } from '#event-store/log';

/** A log whose append of that number breaks, with the events written or not. */
export function failingAt(
  log: Log,
  number: number,
  moment: 'before' | 'after',
): Pick<Log, 'append' | 'facts' | 'store'> {
  let appends = 0;
  return {
    facts: log.facts,
    store: log.store,
    append: async (...append) => {
      appends += 1;
      if (appends === number && moment === 'before') throw new StoreUnavailable('the process ends here');
      const written = await log.append(...append);
      if (appends === number) throw new StoreUnavailable('the process ends here');
      return written;
    },
  };
}
