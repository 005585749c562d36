import { isDeepStrictEqual } from 'node:util';
import type { DetectionPolicy } from '#domain/policy/detection-policy';
import type { EngineInput } from '../engine.js';
import { firstPolicy } from '../policy.js';

type PersonInput = Extract<EngineInput, { kind: 'person' }>;
type Given = {
  readonly people: readonly PersonInput[];
  /** Null for those of the log. */
  readonly policy: DetectionPolicy | null;
  readonly canaries: readonly string[] | null;
};
export type StoredBeside = {
  readonly policy: DetectionPolicy | null;
  readonly policyVersion: number;
  readonly canaries: readonly string[] | null;
  readonly people: readonly (readonly [string, string])[];
  readonly ofLog: {
    readonly policy: { readonly version: number; readonly policy: DetectionPolicy } | null;
    readonly canaries: readonly string[];
  };
};
const nothingHeard: StoredBeside = {
  policy: null,
  policyVersion: 0,
  canaries: null,
  people: [],
  ofLog: { policy: null, canaries: [] },
};
const startOfTime = '1970-01-01T00:00:00Z';

/** People, policy and canaries as they were heard last: a run that goes on hears what is new of them. */
export class HeardBeside {
  private readonly people: Map<string, string>;
  private policyVersion: number;
  private ofLog: StoredBeside['ofLog'];

  constructor(
    private readonly given: Given,
    private readonly before: StoredBeside = nothingHeard,
  ) {
    this.people = new Map(before.people);
    this.policyVersion = before.policyVersion;
    this.ofLog = before.ofLog;
  }

  /** What was not heard yet, as of the moment at which the run goes on; null when it begins. A row that is gone stays heard. */
  *news(resumedAt: string | null): Generator<Extract<EngineInput, { kind: 'person' | 'policy' | 'canaries' }>> {
    const { given, before } = this;
    const recordedAt = resumedAt ?? startOfTime;
    if (given.policy !== null && !isDeepStrictEqual(given.policy, before.policy)) {
      this.policyVersion += 1;
      yield { kind: 'policy', recordedAt, version: this.policyVersion, policy: given.policy };
    }
    if (given.policy === null && before.policy !== null) {
      const { version, policy } = this.ofLog.policy ?? { version: 0, policy: firstPolicy };
      yield { kind: 'policy', recordedAt, version, policy };
    }
    const canaries = given.canaries ?? (before.canaries === null ? null : this.ofLog.canaries);
    if (canaries !== null && !isDeepStrictEqual(canaries, before.canaries))
      yield { kind: 'canaries', recordedAt, objects: canaries };
    for (const person of given.people) {
      const key = `${person.employee} ${person.from}`;
      const row = JSON.stringify(person);
      if (this.people.get(key) === row) continue;
      this.people.set(key, row);
      yield resumedAt === null ? person : { ...person, recordedAt };
    }
  }

  /** Whether the engine hears what the log tells: not where a file says it in its place. */
  lets(told: EngineInput): boolean {
    if (told.kind === 'policy') this.ofLog = { ...this.ofLog, policy: { version: told.version, policy: told.policy } };
    if (told.kind === 'canaries') this.ofLog = { ...this.ofLog, canaries: told.objects };
    const { policy, canaries } = this.given;
    return !((told.kind === 'policy' && policy !== null) || (told.kind === 'canaries' && canaries !== null));
  }

  encode(): StoredBeside {
    const { policy, canaries } = this.given;
    return { policy, canaries, policyVersion: this.policyVersion, people: [...this.people], ofLog: this.ofLog };
  }
}
