import { useState } from 'react';
import { useUrlState } from '../../ui/url-state';

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** The past day whose end the page looks from, kept in its address; none is now. */
export function useAsOf() {
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const [{ asOf }, change] = useUrlState((raw) => ({
    asOf: isDay(raw['asOf']) && raw['asOf'] < today ? raw['asOf'] : undefined,
  }));
  return {
    day: asOf,
    today,
    instant: asOf === undefined ? undefined : `${asOf}T23:59:59.999Z`,
    change: (day: string | undefined): void => change({ asOf: day === '' || day === today ? undefined : day }),
  };
}
