import type { Aliases } from '#event-store/aliases';

type Kind = 'employee' | 'customer';
type ExternalRef = { readonly source: string; readonly externalId: string };

/** Answers kept at once; about 200 bytes each. */
const maxKept = 100_000;

/**
 * Which of our ids an external id stands for, as the source knows it, else as the default source does. Answers are
 * kept, since they hold for good but for a correction or an erasure: then `forget` drops them all. That nobody has an
 * external id is never kept.
 */
export class ExternalIds {
  readonly #aliases: Pick<Aliases, 'findOfSource'>;
  #kept = new Map<string, string>();

  constructor(aliases: Pick<Aliases, 'findOfSource'>) {
    this.#aliases = aliases;
  }

  /** By external id; those that nobody has are absent. */
  async find(kind: Kind, source: string, externalIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    // Those of now: what is read before answers are forgotten must not be kept after it.
    const kept = this.#kept;
    const found = new Map<string, string>();
    const unknown = new Set<string>();
    for (const externalId of externalIds) {
      const id = kept.get(keyOf(kind, source, externalId));
      if (id === undefined) unknown.add(externalId);
      else found.set(externalId, id);
    }
    if (unknown.size > 0)
      for (const [externalId, id] of await this.#aliases.findOfSource(kind, source, [...unknown])) {
        found.set(externalId, id);
        keep(kept, keyOf(kind, source, externalId), id);
      }
    return found;
  }

  /** The id that each stands for, in their order; undefined where nobody has it. */
  async findEach(kind: Kind, refs: readonly ExternalRef[]): Promise<readonly (string | undefined)[]> {
    const namesBySource = new Map<string, string[]>();
    for (const { source, externalId } of refs) {
      const names = namesBySource.get(source);
      if (names === undefined) namesBySource.set(source, [externalId]);
      else names.push(externalId);
    }
    const found = new Map<string, ReadonlyMap<string, string>>();
    for (const [source, names] of namesBySource) found.set(source, await this.find(kind, source, names));
    return refs.map(({ source, externalId }) => found.get(source)?.get(externalId));
  }

  forget(): void {
    this.#kept = new Map();
  }
}

function keep(kept: Map<string, string>, key: string, id: string): void {
  if (kept.size >= maxKept) {
    // A Map iterates in order of insertion: the first key is the oldest.
    const oldest = kept.keys().next();
    if (oldest.done !== true) kept.delete(oldest.value);
  }
  kept.set(key, id);
}

const keyOf = (kind: Kind, source: string, externalId: string): string => `${kind}\n${source}\n${externalId}`;
