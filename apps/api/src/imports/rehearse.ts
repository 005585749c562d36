import type { Recorded } from '#domain/event';
import type { DomainEvent } from '#domain/events';
import { normalName } from '#event-store/aliases';
import type { Aliases, NameSpace } from '#event-store/aliases';
import { WrongExpectedRevision } from '#event-store/event-store';
import type { CommandLog } from '#event-store/handle-command';
import type { Log } from '#event-store/log';
import type { NewId } from '#platform/ids';

/** What an import writes to, and reads again. */
export type ImportDesk = {
  readonly log: CommandLog & Pick<Log, 'readStream' | 'prepareSubjects'>;
  readonly aliases: Pick<Aliases, 'claim' | 'find' | 'release'>;
};

/**
 * A desk at which an import goes as it would, each row standing on those before it, and nothing is written. What is
 * appended has no position.
 */
export const rehearse = (desk: ImportDesk & { readonly newId: NewId }): ImportDesk => ({
  log: rehearsedLog(desk.log, desk.newId),
  aliases: rehearsedAliases(desk.aliases),
});

type Rehearsed = Recorded<DomainEvent>;

function rehearsedLog({ facts, readStream }: ImportDesk['log'], newId: NewId): ImportDesk['log'] {
  const appended = new Map<string, readonly Rehearsed[]>();
  const after = <E>(read: (...args: Parameters<Log['readStream']>) => AsyncIterable<E>) =>
    async function* (...[stream, options]: Parameters<Log['readStream']>): AsyncGenerator<E | Rehearsed> {
      const events = appended.get(stream) ?? [];
      if (options?.direction === 'backwards') yield* events.toReversed();
      yield* read(stream, options);
      if (options?.direction !== 'backwards') yield* events;
    };
  return {
    facts: { readStream: after((...args) => facts.readStream(...args)) },
    readStream: after(readStream),
    append: async (stream, expected, events, metadata) => {
      const before = appended.get(stream) ?? [];
      const latest = before.at(-1)?.revision;
      if (latest !== undefined && latest !== expected) throw new WrongExpectedRevision(stream, expected, latest);
      const from = typeof expected === 'number' ? expected + 1 : 0;
      const recorded = events.map((event, index) => ({
        ...metadata,
        ...event,
        id: newId(),
        stream,
        revision: from + index,
        position: '',
        recordedAt: metadata.occurredAt,
      }));
      appended.set(stream, [...before, ...recorded]);
      return { revision: from + events.length - 1, position: '', ids: recorded.map(({ id }) => id) };
    },
    prepareSubjects: async () => undefined,
  };
}

function rehearsedAliases(aliases: ImportDesk['aliases']): ImportDesk['aliases'] {
  /** By name, who holds it by now; null once it was given up. */
  const changed = new Map<string, string | null>();
  const keyOf = (space: NameSpace, name: string): string => `${space}\n${normalName(space, name)}`;
  const find: Aliases['find'] = async (space, names) => {
    const found = await aliases.find(space, names);
    return new Map(
      names.flatMap((name) => {
        const now = changed.get(keyOf(space, name));
        const holder = now === undefined ? found.get(name) : now;
        return typeof holder === 'string' ? [[name, holder]] : [];
      }),
    );
  };
  return {
    find,
    claim: async (space, claims) => {
      const names = claims.map(({ name }) => name);
      const held = await find(space, names);
      for (const { name, id } of claims) {
        const key = keyOf(space, name);
        if (!held.has(name) && typeof changed.get(key) !== 'string') changed.set(key, id);
      }
      return find(space, names);
    },
    release: async (space, name, id) => {
      if ((await find(space, [name])).get(name) === id) changed.set(keyOf(space, name), null);
    },
  };
}
