import { useMessages } from 'use-intl';

/** Event types in words; a type that this console does not know yet stays as it is stored. */
export function useEventWords() {
  const words = new Map<string, string>(Object.entries(useMessages().events));
  return { of: (type: string): string => words.get(type) ?? type, all: [...words] };
}
