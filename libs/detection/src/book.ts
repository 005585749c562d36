/** One customer or other object, and who of the firm touches it. */
export type Entry = {
  readonly id: string;
  /** Its place in the book: people remember what they touched by it. */
  readonly number: number;
  /** The person who touches it most (majority vote), by number; -1 while nobody prevails. */
  owner: number;
  votes: number;
  /** UTC day of the last touch by anybody. */
  lastDay: number;
  /** Instant of receipt of the first touch. */
  readonly firstAt: number;
  /** Teams that touched it, by number. */
  readonly teams: number[];
  readonly chunk: Chunk;
};
/** Neighbouring entries, which are stored together. */
type Chunk = { readonly number: number; isChanged: boolean };

/** Who had touched what, firm-wide: customers and other objects, numbered in the order in which they were first seen. */
export class Book {
  private readonly entries: Entry[] = [];
  private readonly byId = new Map<string, Entry>();
  private readonly changed: Chunk[] = [];

  /** Entries of one chunk of stored state. */
  private static readonly chunkSize = 256;
  /** Touches that the present owner must lose before another can prevail. */
  private static readonly mostVotes = 12;

  entryOf(id: string, recordedAt: number): Entry {
    const known = this.byId.get(id);
    if (known !== undefined) return known;
    const entry = this.add({ id, owner: -1, votes: 0, lastDay: 0, firstAt: recordedAt, teams: [] });
    this.markChanged(entry.chunk);
    return entry;
  }

  touch(entry: Entry, person: number, day: number): void {
    this.markChanged(entry.chunk);
    if (day > entry.lastDay) entry.lastDay = day;
    if (entry.owner === person) {
      if (entry.votes < Book.mostVotes) entry.votes += 1;
    } else if (entry.votes === 0) {
      entry.owner = person;
      entry.votes = 1;
    } else {
      entry.votes -= 1;
    }
  }

  /** True when the team had not touched it; remembers that it has now. */
  isNewToTeam(entry: Entry, team: number): boolean {
    if (entry.teams.includes(team)) return false;
    entry.teams.push(team);
    this.markChanged(entry.chunk);
    return true;
  }

  /** Chunks that changed since they were last taken: number and text, in rising order. */
  takeChanged(): readonly (readonly [number, string])[] {
    const chunks = this.changed.splice(0).sort((a, b) => a.number - b.number);
    return chunks.map((chunk) => {
      chunk.isChanged = false;
      const from = chunk.number * Book.chunkSize;
      const rows = this.entries
        .slice(from, from + Book.chunkSize)
        .map(({ id, owner, votes, lastDay, firstAt, teams }) => [id, owner, votes, lastDay, firstAt, teams]);
      return [chunk.number, JSON.stringify(rows)];
    });
  }

  /** Chunks are decoded in rising order. */
  decode(text: string): void {
    for (const [id, owner, votes, lastDay, firstAt, teams] of JSON.parse(text) as readonly [
      string,
      number,
      number,
      number,
      number,
      number[],
    ][])
      this.add({ id, owner, votes, lastDay, firstAt, teams });
  }

  private add(row: Omit<Entry, 'number' | 'chunk'>): Entry {
    const number = this.entries.length;
    const begun = number % Book.chunkSize === 0 ? undefined : this.entries.at(-1)?.chunk;
    const chunk = begun ?? { number: Math.floor(number / Book.chunkSize), isChanged: false };
    const { id, owner, votes, lastDay, firstAt, teams } = row;
    const entry: Entry = { id, number, owner, votes, lastDay, firstAt, teams, chunk };
    this.entries.push(entry);
    this.byId.set(id, entry);
    return entry;
  }

  private markChanged(chunk: Chunk): void {
    if (chunk.isChanged) return;
    chunk.isChanged = true;
    this.changed.push(chunk);
  }
}
