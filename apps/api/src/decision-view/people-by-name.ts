import type { Aliases } from '#event-store/aliases';
import type { ExternalIds } from './external-ids.js';
import type { People } from './people.js';

/**
 * Which employees are meant by employee id, external id of the source (else of the default source) or e-mail
 * address. Names that nobody has are absent.
 */
export async function peopleByName(
  needs: {
    readonly people: Pick<People, 'employee'>;
    readonly externalIds: Pick<ExternalIds, 'find'>;
    readonly aliases: Pick<Aliases, 'find'>;
  },
  source: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const distinct = [...new Set(names)];
  const isId = (name: string): boolean => needs.people.employee(name) !== undefined;
  const found = new Map(distinct.filter(isId).map((id) => [id, id]));
  const open = (): readonly string[] => distinct.filter((name) => !found.has(name));
  for (const [name, id] of await needs.externalIds.find('employee', source, open())) found.set(name, id);
  const addresses = open().filter((name) => name.includes('@'));
  if (addresses.length > 0)
    for (const [name, id] of await needs.aliases.find('employee-email', addresses)) found.set(name, id);
  // A name may be claimed before its person is hired.
  return new Map([...found].filter(([, id]) => isId(id)));
}
