import type { Appended } from '../event-store.js';
import type { Append } from './append-group.js';

type Member = {
  readonly append: Append;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
};
type Write = (group: readonly Append[]) => Promise<readonly (Appended | Error)[]>;

/** Above these a group is long enough to keep others waiting. */
const maxEvents = 1_000;
const maxCharacters = 4 * 1024 * 1024;

/** Groups appends: while one group is in flight the next collects, so that waiting is what makes groups grow. */
export class AppendQueue {
  readonly #write: Write;
  readonly #isUnknown: (error: unknown) => boolean;
  #waiting: Member[] = [];
  #running: Promise<void> | undefined;

  /** @param isUnknown tells a failure after which the group may have been written from one after which it was not */
  constructor(write: Write, isUnknown: (error: unknown) => boolean) {
    this.#write = write;
    this.#isUnknown = isUnknown;
  }

  append(append: Append): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ append, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when everything handed in has been answered. */
  async settled(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Whoever appends again on the last group's answer does so before the next tick, and joins.
      await new Promise<void>((resume) => process.nextTick(resume));
      await this.#answer(this.#take());
    }
    this.#running = undefined;
  }

  /** An id may occur once in a group: its second append waits, and then finds the first one's outcome. */
  #take(): Member[] {
    if (this.#waiting.length === 1) return this.#waiting.splice(0);
    const group: Member[] = [];
    const ids = new Set<string>();
    let characters = 0;
    for (const member of this.#waiting) {
      if (member.append.events.some((event) => ids.has(event.id))) break;
      for (const event of member.append.events) {
        ids.add(event.id);
        characters += event.data.length + event.metadata.length + (event.personal?.length ?? 0);
      }
      if (group.length > 0 && (ids.size > maxEvents || characters > maxCharacters)) break;
      group.push(member);
    }
    this.#waiting = this.#waiting.slice(group.length);
    return group;
  }

  async #answer(group: readonly Member[]): Promise<void> {
    try {
      const answers = await this.#write(group.map((member) => member.append));
      for (const [index, member] of group.entries()) {
        const answer = answers[index];
        if (answer === undefined || answer instanceof Error) member.reject(answer);
        else member.resolve(answer);
      }
    } catch (error) {
      if (group.length > 1 && !this.#isUnknown(error)) {
        // One member holds what the server cannot store; alone, it fails alone.
        for (const member of group) await this.#answer([member]);
      } else for (const member of group) member.reject(error);
    }
  }
}
