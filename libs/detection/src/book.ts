/** Who had touched what, firm-wide: customers and other objects, numbered in the order in which they were first seen. */
export class Book {
  readonly ids: string[] = [];
  /** The person who touches it most (majority vote), by number; -1 while nobody prevails. */
  readonly owner: number[] = [];
  readonly votes: number[] = [];
  /** UTC day of the last touch by anybody. */
  readonly lastDay: number[] = [];
  /** Instant of receipt of the first touch. */
  readonly firstAt: number[] = [];
  /** Teams that touched it, by number. */
  readonly teams: number[][] = [];
  readonly changed = new Set<number>();
  private readonly numbers = new Map<string, number>();

  /** Objects of one chunk of stored state. */
  static readonly chunkSize = 256;
  /** Touches that the present owner must lose before another can prevail. */
  private static readonly mostVotes = 12;

  numberOf(id: string, recordedAt: number): number {
    const known = this.numbers.get(id);
    if (known !== undefined) return known;
    const number = this.ids.length;
    this.numbers.set(id, number);
    this.ids.push(id);
    this.owner.push(-1);
    this.votes.push(0);
    this.lastDay.push(0);
    this.firstAt.push(recordedAt);
    this.teams.push([]);
    this.changed.add(Math.floor(number / Book.chunkSize));
    return number;
  }

  find(id: string): number | undefined {
    return this.numbers.get(id);
  }

  touch(number: number, person: number, day: number): void {
    const votes = this.votes[number] ?? 0;
    const owner = this.owner[number];
    this.markChanged(number);
    if (day > (this.lastDay[number] ?? 0)) this.lastDay[number] = day;
    if (owner === person) {
      if (votes < Book.mostVotes) this.votes[number] = votes + 1;
    } else if (votes === 0) {
      this.owner[number] = person;
      this.votes[number] = 1;
    } else {
      this.votes[number] = votes - 1;
    }
  }

  /** True when the team had not touched it; remembers that it has now. */
  isNewToTeam(number: number, team: number): boolean {
    const teams = this.teams[number];
    if (teams === undefined || teams.includes(team)) return false;
    teams.push(team);
    this.changed.add(Math.floor(number / Book.chunkSize));
    return true;
  }

  private lastChanged = -1;
  private markChanged(number: number): void {
    const chunk = Math.floor(number / Book.chunkSize);
    if (chunk === this.lastChanged && this.changed.has(chunk)) return;
    this.lastChanged = chunk;
    this.changed.add(chunk);
  }

  encode(chunk: number): string {
    const from = chunk * Book.chunkSize;
    const to = Math.min(from + Book.chunkSize, this.ids.length);
    const rows = [];
    for (let number = from; number < to; number += 1) {
      rows.push([
        this.ids[number],
        this.owner[number],
        this.votes[number],
        this.lastDay[number],
        this.firstAt[number],
        this.teams[number],
      ]);
    }
    return JSON.stringify(rows);
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
    ][]) {
      this.numbers.set(id, this.ids.length);
      this.ids.push(id);
      this.owner.push(owner);
      this.votes.push(votes);
      this.lastDay.push(lastDay);
      this.firstAt.push(firstAt);
      this.teams.push(teams);
    }
  }
}
