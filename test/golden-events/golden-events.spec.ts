import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { catalogue, definitionOf } from '#domain/events';
import { decode, decodeFact, unsealed } from '#event-store/codec';
import type { StoredEvent } from '#event-store/event-store';
import { seal } from '#event-store/personal-cipher';

/**
 * One sample of every stored type, as some released version wrote it; its personal fields stand here in the clear.
 * A sample is added with its type and never changed: what was once stored must be readable for ever.
 */
type Sample = {
  readonly stream: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly personal: Readonly<Record<string, unknown>>;
};

const folder = new URL('events/', import.meta.url);
const names = (await readdir(folder)).map((file) => file.replace(/\.json$/, ''));
const sampleOf = async (type: string) => JSON.parse(await readFile(new URL(`${type}.json`, folder), 'utf8')) as Sample;

const key = Buffer.alloc(32, 7);
const id = '0197d2a9-55ee-7a50-8188-9c0d1e2f3a01';
const place = { id, revision: 4, position: '00000000000000012346', recordedAt: '2026-03-02T09:14:05.200Z' };
const metadata = {
  occurredAt: '2026-03-02T09:14:05.123Z',
  actor: 'system:golden',
  channel: 'system',
  trust: 'witnessed',
  correlationId: id,
} as const;

function stored({ stream, type, data, personal }: Sample): StoredEvent {
  const bySubject = new Map<string, Record<string, unknown>>();
  for (const [field, value] of Object.entries(personal)) {
    const named = definitionOf(type)?.personalFields[field]?.subject ?? '';
    const inData = data[named];
    const subject = typeof inData === 'string' ? inData : named;
    bySubject.set(subject, { ...bySubject.get(subject), [field]: value });
  }
  const sealed = [...bySubject].map(([subject, fields]) => ({
    subject,
    cipher: seal(key, `${stream}\n${id}`, JSON.stringify(fields)).toString('base64'),
  }));
  return { ...place, stream, type, data, personal: sealed, metadata };
}

describe('the golden samples', () => {
  it('are one for each stored type, no more and no less', () => {
    expect(names.toSorted()).toEqual(catalogue.map(({ type }) => type).toSorted());
  });

  it.each(names)('of %s still read as this version expects them', async (name) => {
    const sample = await sampleOf(name);
    expect(sample.type).toBe(name);
    const read = await decode(stored(sample), () => key);
    const definition = definitionOf(read.type);
    expect(definition?.data.safeParse(read.data).error).toBeUndefined();
    expect(definition?.personal.safeParse(read.personal).error).toBeUndefined();
    expect(decodeFact(stored(sample)).data).toEqual(read.data);
    expect(read).toMatchObject({ ...place, ...metadata, stream: sample.stream });
  });

  it.each(names)('of %s lose nothing when read', async (name) => {
    const sample = await sampleOf(name);
    expect(await decode(stored(sample), () => key)).toMatchObject({ data: sample.data, personal: sample.personal });
  });

  it('include a ciphertext, which still opens', () => {
    const cipher = 'e+5rlF8e09Vwmqm5Cb6b0BRrRr/vZNQBYjljyDv8qWS5vx1qXhQPl7mlmkhiA/zl+iMOz/0l4YEea25XE0g5Zw==';
    const { personal: _, ...event } = stored({
      stream: 'employee-e1',
      type: 'ResignationWithdrawn',
      data: { employeeId: 'e1' },
      personal: {},
    });
    const sealed = { subject: 'e1', cipher };
    expect(unsealed({ ...event, personal: [sealed] }, sealed, key)).toEqual({ reason: 'Stays after all. 留任' });
  });
});

describe('defaults', () => {
  it('of fields that came later stand at the top of an event, where reading fills them in', () => {
    const nested = catalogue.filter((definition) => {
      const schema = definition.data.toJSONSchema({ io: 'input', unrepresentable: 'any' });
      const fields = Object.values(schema.properties ?? {});
      const atTheTop = fields.filter((field) => typeof field === 'object' && 'default' in field);
      return JSON.stringify(schema).split('"default":').length - 1 !== atTheTop.length;
    });
    expect(nested.map(({ type }) => type)).toEqual([]);
  });
});
