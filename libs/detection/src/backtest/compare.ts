import type { DetectionPolicy } from '#domain/policy/detection-policy';
import { createEngine } from '../create-engine.js';
import type { DetectionEngine, EngineInput, EngineOutput } from '../engine.js';
import { dayOfDate } from '../time/instant.js';

type Alert = Extract<EngineOutput, { kind: 'alert' }>;
export type ComparedAlert = { readonly employee: string; readonly date: string; readonly severity: string };
export type Compared = {
  /** Raised with the other policy only, and with this one only. */
  readonly gained: readonly ComparedAlert[];
  readonly lost: readonly ComparedAlert[];
  /** Raised with both, on other days: negative is earlier with the other policy. */
  readonly moved: readonly { readonly employee: string; readonly date: string; readonly days: number }[];
};

/** Alerts of one finding lie at most this many days apart. */
const sameWithinDays = 14;

/** What another policy would have raised on the same input. */
export class Comparison {
  private readonly engine: DetectionEngine = createEngine(new Map());
  private readonly mine: ComparedAlert[] = [];
  private readonly others: ComparedAlert[] = [];

  constructor(private readonly policy: DetectionPolicy) {}

  hear(input: EngineInput): void {
    const heard = input.kind === 'policy' ? { ...input, policy: this.policy } : input;
    for (const output of this.engine.step(heard))
      if (output.kind === 'alert' && output.opens) this.others.push(brief(output));
  }
  take(alert: Alert): void {
    if (alert.opens) this.mine.push(brief(alert));
  }

  result(): Compared {
    const lost: ComparedAlert[] = [];
    const moved: { employee: string; date: string; days: number }[] = [];
    const left = [...this.others];
    for (const alert of this.mine) {
      const days = (other: ComparedAlert): number => dayOfDate(other.date) - dayOfDate(alert.date);
      const at = left.findIndex(
        (other) => other.employee === alert.employee && Math.abs(days(other)) <= sameWithinDays,
      );
      const [same] = at < 0 ? [] : left.splice(at, 1);
      if (same === undefined) lost.push(alert);
      else if (days(same) !== 0) moved.push({ employee: alert.employee, date: alert.date, days: days(same) });
    }
    return { gained: left, lost, moved };
  }
}

const brief = ({ employee, date, severity }: Alert): ComparedAlert => ({ employee, date, severity });
