import { describe, expect, it } from '@jest/globals';
import type { Employee } from '#domain/employee/employee';
import { peopleByName } from './people-by-name.js';
import { People } from './people.js';

const among = (entries: Readonly<Record<string, string>>) => async (names: readonly string[]) =>
  new Map(names.flatMap((name) => (entries[name] === undefined ? [] : [[name, entries[name]] as const])));

const employee = (employeeId: string): Employee => ({
  status: 'employed',
  employeeId,
  hiredOn: '2020-01-01',
  hiredAs: { team: 'east', role: 'sales', region: 'EU', timezone: 'UTC', rank: 5, performance: 'normal' },
  moves: [],
  leaving: null,
  past: [],
});

describe('people by name', () => {
  it('are found by id, then by external id, then by address', async () => {
    const people = new People();
    for (const employeeId of ['e-1', 'e-2', 'e-3']) people.putEmployee(employee(employeeId));
    const external = among({ 'x-2': 'e-2', 'e-1': 'somebody else', 'x-9': 'claimed, never hired' });
    const found = await peopleByName(
      {
        people,
        externalIds: { find: (_kind, _source, names) => external(names) },
        aliases: { find: (_space, names) => among({ 'c@firm.example': 'e-3' })(names) },
      },
      'default',
      ['e-1', 'x-2', 'x-9', 'c@firm.example', 'nobody', 'nobody@firm.example', 'x-2'],
    );
    expect(Object.fromEntries(found)).toEqual({ 'e-1': 'e-1', 'x-2': 'e-2', 'c@firm.example': 'e-3' });
  });
});
