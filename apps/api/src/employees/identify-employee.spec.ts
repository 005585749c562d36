import { describe, expect, it } from '@jest/globals';
import type { Aliases } from '#event-store/aliases';
import { claimIdentity } from './identify-employee.js';

/** Claims in memory, each answered after whatever else is under way has had its turn. */
function inMemory(): Pick<Aliases, 'claim' | 'find'> {
  const held = new Map<string, string>();
  const find: Aliases['find'] = async (space, names) =>
    new Map(
      names.flatMap((name) => {
        const id = held.get(`${space} ${name}`);
        return id === undefined ? [] : [[name, id]];
      }),
    );
  return {
    find,
    claim: async (space, claims) => {
      for (const { name, id } of claims) if (!held.has(`${space} ${name}`)) held.set(`${space} ${name}`, id);
      return find(
        space,
        claims.map(({ name }) => name),
      );
    },
  };
}

const ann = { email: 'ann@firm.example', externalId: 'E-1' };

describe('a stranger whom two files bring at the same moment', () => {
  it('is one person to both', async () => {
    const aliases = inMemory();
    const ids = await Promise.all([claimIdentity(aliases, ann, 'first'), claimIdentity(aliases, ann, 'second')]);
    expect(ids).toEqual(['first', 'first']);
    expect(await claimIdentity(aliases, ann, 'third')).toBe('first');
  });
});

describe('an address and an external id', () => {
  it('of two people name neither', async () => {
    const aliases = inMemory();
    await claimIdentity(aliases, ann, 'ann');
    await claimIdentity(aliases, { email: 'bob@firm.example', externalId: 'E-2' }, 'bob');
    await expect(claimIdentity(aliases, { ...ann, externalId: 'E-2' }, 'third')).rejects.toMatchObject({
      code: 'state.conflict',
    });
  });
});
