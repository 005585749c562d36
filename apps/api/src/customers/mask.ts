import type { Grant, Kind } from '#domain/values';

export type Details = Readonly<Partial<Record<Kind, Readonly<Record<string, string>>>>>;
export type ShownDetails = Partial<Record<Kind, Record<string, string | { readonly masked: string }>>>;

/** Enough of a value to recognise it by, never enough to use it: the last third, at most four characters. */
export function mask(value: string): { readonly masked: string } {
  const characters = Array.from(value);
  const shown = Math.min(4, Math.floor(characters.length / 3));
  return { masked: `•••${characters.slice(characters.length - shown).join('')}` };
}

/** What a person is shown of a customer's details: kinds without a grant are absent, all but `clear` is masked. */
export function shownDetails(details: Details, grants: Readonly<Partial<Record<Kind, Grant>>>): ShownDetails {
  const shown: ShownDetails = {};
  for (const [kind, fields] of Object.entries(details) as [Kind, Readonly<Record<string, string>>][]) {
    const grant = grants[kind] ?? 'none';
    if (grant === 'none') continue;
    shown[kind] = Object.fromEntries(
      Object.entries(fields).map(([field, value]) => [field, grant === 'clear' ? value : mask(value)]),
    );
  }
  return shown;
}
