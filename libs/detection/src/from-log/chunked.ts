/** Parts of a state by name, as text: what changed can be kept without the rest. */
export type Chunks = ReadonlyMap<string, string>;

/** Values by name that are kept as chunks under a prefix, and know which of them changed. */
export class Chunked<T> {
  readonly #prefix: string;
  readonly #initial: T;
  readonly #values = new Map<string, T>();
  readonly #changed = new Set<string>();

  constructor(prefix: string, initial: T, chunks: Chunks) {
    this.#prefix = prefix;
    this.#initial = initial;
    // Nobody else writes chunks of this prefix.
    for (const [name, content] of unprefixed(prefix, chunks)) this.#values.set(name, JSON.parse(content) as T);
  }

  get(name: string): T {
    return this.#values.get(name) ?? this.#initial;
  }

  set(name: string, value: T): void {
    this.#values.set(name, value);
    this.#changed.add(name);
  }

  entries(): Iterable<readonly [string, T]> {
    return this.#values;
  }

  takeChanged(): Chunks {
    const changed = [...this.#changed].map((name) => [name, JSON.stringify(this.get(name))] as const);
    this.#changed.clear();
    return prefixed(this.#prefix, new Map(changed));
  }

  /** Every value counts as changed. */
  touchAll(): void {
    for (const name of this.#values.keys()) this.#changed.add(name);
  }
}

export const unprefixed = (prefix: string, chunks: Chunks): Chunks =>
  new Map(
    [...chunks].flatMap(([name, content]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), content] as const] : [],
    ),
  );

export const prefixed = (prefix: string, chunks: Chunks): Chunks =>
  new Map([...chunks].map(([name, content]) => [prefix + name, content]));
