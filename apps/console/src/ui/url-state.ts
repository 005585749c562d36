import { useNavigate, useSearch } from '@tanstack/react-router';

type Raw = Readonly<Record<string, unknown>>;

/**
 * A page's state that belongs in its address (filters, the time looked at): deep links and the back button work by
 * it. Never free text or anything personal. `read` makes sense of whatever stands there.
 */
export function useUrlState<T extends Readonly<Record<string, string | undefined>>>(read: (raw: Raw) => T) {
  const raw: Raw = useSearch({ strict: false });
  const navigate = useNavigate();
  const state = read(raw);
  const change = (part: Partial<T>, how: { readonly replace?: boolean } = {}): void =>
    void navigate({ to: '.', search: { ...state, ...part }, ...how });
  return [state, change] as const;
}

/** The parameter if it is one of these. */
export const oneOf = <const T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((known) => known === value);
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
