import { describe, expect, it } from '@jest/globals';
import { ExternalIds } from './external-ids.js';

function externalIds(known: Readonly<Record<string, string>>) {
  const asked: string[][] = [];
  const ids = new ExternalIds({
    findOfSource: async (_kind, _source, names) => {
      asked.push([...names]);
      return new Map(names.flatMap((name) => (known[name] === undefined ? [] : [[name, known[name]] as const])));
    },
  });
  return { ids, asked };
}

describe('external ids', () => {
  it('are asked for once and then known', async () => {
    const { ids, asked } = externalIds({ 'x-1': 'c-1' });
    await ids.find('customer', 'crm', ['x-1', 'x-1']);
    expect(await ids.find('customer', 'crm', ['x-1'])).toEqual(new Map([['x-1', 'c-1']]));
    expect(asked).toEqual([['x-1']]);
  });

  it('that nobody has yet are asked for again, since an import may bring them any moment', async () => {
    const { ids, asked } = externalIds({});
    await ids.find('customer', 'crm', ['x-2']);
    expect(await ids.find('customer', 'crm', ['x-2'])).toEqual(new Map());
    expect(asked).toHaveLength(2);
  });

  it('of one source or kind do not answer for another', async () => {
    const { ids, asked } = externalIds({ 'x-1': 'c-1' });
    await ids.find('customer', 'crm', ['x-1']);
    await ids.find('customer', 'erp', ['x-1']);
    await ids.find('employee', 'crm', ['x-1']);
    expect(asked).toHaveLength(3);
  });

  it('are forgotten when one was corrected or erased', async () => {
    const { ids, asked } = externalIds({ 'x-1': 'c-1' });
    await ids.find('customer', 'crm', ['x-1']);
    ids.forget();
    await ids.find('customer', 'crm', ['x-1']);
    expect(asked).toHaveLength(2);
  });

  it('are not kept as they were read before one was corrected or erased', async () => {
    let answer = (_: ReadonlyMap<string, string>): void => undefined;
    const ids = new ExternalIds({ findOfSource: () => new Promise((resolve) => (answer = resolve)) });
    const reading = ids.find('customer', 'crm', ['x-1']);
    ids.forget();
    answer(new Map([['x-1', 'c-1']]));
    await reading;
    const again = ids.find('customer', 'crm', ['x-1']);
    answer(new Map());
    expect(await again).toEqual(new Map());
  });

  it('of one source are asked for together, however many they are', async () => {
    const { ids, asked } = externalIds({ 'x-1': 'c-1', 'x-2': 'c-2', 'y-1': 'c-2' });
    const ref = (source: string, externalId: string) => ({ source, externalId });
    const refs = [ref('crm', 'x-1'), ref('erp', 'y-1'), ref('crm', 'x-9'), ref('crm', 'x-2')];
    expect(await ids.findEach('customer', refs)).toEqual(['c-1', 'c-2', undefined, 'c-2']);
    expect(asked).toEqual([['x-1', 'x-9', 'x-2'], ['y-1']]);
  });
});
