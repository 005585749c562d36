import type { DetectionPolicy } from '#domain/policy/detection-policy';
import { compareAlerts, type ComparedAlert } from '../backtest/compare.js';
import { createEngine } from '../create-engine.js';
import type { DetectionEngine, EngineInput } from '../engine.js';
import { parseInstant } from '../time/instant.js';

type Compared = ReturnType<typeof compareAlerts<ComparedAlert>> & {
  /** Alerts raised in the window under each policy. */
  readonly now: readonly ComparedAlert[];
  readonly draft: readonly ComparedAlert[];
};
type Policies = {
  /** An instant: before it both learn under what the log says was in force. */
  readonly from: string;
  /** Null where none was published: what holds then is in the engine. */
  readonly now: DetectionPolicy | null;
  readonly draft: DetectionPolicy;
};

/** What a draft would have raised since `from` beside the policy in force, each with an engine of its own. */
export async function comparePolicies(told: AsyncIterable<EngineInput>, policies: Policies): Promise<Compared> {
  const now = new Trial(policies.from, policies.now);
  const draft = new Trial(policies.from, policies.draft);
  for await (const input of told) {
    now.hear(input);
    draft.hear(input);
  }
  return { ...compareAlerts(now.alerts, draft.alerts), now: now.alerts, draft: draft.alerts };
}

class Trial {
  readonly alerts: ComparedAlert[] = [];
  readonly #engine: DetectionEngine = createEngine(new Map());
  readonly #from: string;
  readonly #policy: DetectionPolicy | null;
  #version = 0;
  #isOn = false;

  constructor(from: string, policy: DetectionPolicy | null) {
    this.#from = from;
    this.#policy = policy;
  }

  hear(input: EngineInput): void {
    if (!this.#isOn && recordedAt(input) >= parseInstant(this.#from)) this.#begin();
    if (input.kind === 'policy') {
      if (this.#isOn) return;
      this.#version = input.version;
    }
    for (const output of this.#engine.step(input)) {
      if (!this.#isOn || output.kind !== 'alert' || !output.opens) continue;
      const { employee, date, severity } = output;
      this.alerts.push({ employee, date, severity });
    }
  }

  #begin(): void {
    this.#isOn = true;
    if (this.#policy === null) return;
    // What it says now is said of days before the window.
    this.#engine.step({ kind: 'policy', recordedAt: this.#from, version: this.#version + 1, policy: this.#policy });
  }
}

const recordedAt = (input: EngineInput): number =>
  parseInstant(input.kind === 'activity' ? input.record.recordedAt : input.recordedAt);
