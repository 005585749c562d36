import { createHash } from 'node:crypto';
import { canonicalJson } from '#platform/hash';
import type { StoredEvent } from './event-store.js';

const markBytes = 4;

/**
 * SHA-256 of an event as stored: the same whichever store kept it and however that orders JSON. Only the parts that
 * are objects need sorting, which is most of the work.
 */
export function digestOf({ id, stream, revision, position, recordedAt, type, ...parts }: StoredEvent): Buffer {
  const personal = parts.personal.flatMap(({ subject, cipher }) => [subject, cipher]);
  const fixed = JSON.stringify([id, stream, revision, position, recordedAt, type, personal]);
  const envelope = `${fixed}\n${canonicalJson(parts.metadata)}\n${canonicalJson(parts.data)}`;
  return createHash('sha256').update(envelope).digest();
}

/** The events between two seals, hashed as they come: memory is 4 bytes an event. */
export class Segment {
  private readonly hash;
  private readonly marks: Buffer[] = [];

  /** @param previous hash of the seal before, `''` for the first */
  constructor(readonly previous: string) {
    this.hash = createHash('sha256').update(previous);
  }

  get events(): number {
    return this.marks.length;
  }

  add(digest: Buffer): void {
    this.hash.update(digest);
    this.marks.push(Buffer.from(digest.subarray(0, markBytes)));
  }

  /** Of the events so far; more may follow. */
  soFar(): string {
    return this.hash.copy().digest('hex');
  }

  /** What a seal of the events so far says. */
  summary(): { readonly events: number; readonly hash: string; readonly previous: string; readonly marks: string } {
    return {
      events: this.events,
      hash: this.soFar(),
      previous: this.previous,
      marks: Buffer.concat(this.marks).toString('base64'),
    };
  }
}

export type Difference = { readonly kind: 'altered' | 'removed' | 'added'; readonly index: number };

/**
 * How the events found differ from those sealed, by their marks. `index` counts the found events; a removed one
 * stood before it. Exact for single changes; of many side by side it names the places, if not always the kind.
 */
export function differences(sealedMarks: string, foundMarks: string): readonly Difference[] {
  const [sealed, found] = [marksOf(sealedMarks), marksOf(foundMarks)];
  const result: Difference[] = [];
  let at = 0;
  let index = 0;
  while (at < sealed.length || index < found.length) {
    const kind = stepAt(sealed, at, found, index);
    if (kind !== 'same') result.push({ kind, index });
    if (kind !== 'added') at++;
    if (kind !== 'removed') index++;
  }
  return result;
}

function stepAt(sealed: readonly string[], at: number, found: readonly string[], index: number) {
  if (at === sealed.length) return 'added';
  if (index === found.length) return 'removed';
  if (sealed[at] === found[index]) return 'same';
  if (sealed[at + 1] === found[index + 1]) return 'altered';
  if (sealed[at + 1] === found[index]) return 'removed';
  return sealed[at] === found[index + 1] ? 'added' : 'altered';
}

function marksOf(base64: string): readonly string[] {
  const hex = Buffer.from(base64, 'base64').toString('hex');
  return hex.match(new RegExp(`.{${markBytes * 2}}`, 'g')) ?? [];
}
