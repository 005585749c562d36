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

export type OtherPolicy = {
  readonly policy: DetectionPolicy;
  /** Null for those of the log, whatever they are at the time. */
  readonly canaries: readonly string[] | null;
};

/** Alerts of one finding lie at most this many days apart. */
const sameWithinDays = 14;

/** What another policy would have raised on the same input. */
export class Comparison {
  private readonly engine: DetectionEngine = createEngine(new Map());
  private readonly mine: ComparedAlert[] = [];
  private readonly others: ComparedAlert[] = [];

  private readonly hasOwnCanaries: boolean;
  private canaries: readonly string[];

  constructor({ policy, canaries }: OtherPolicy) {
    const recordedAt = '1970-01-01T00:00:00Z';
    this.hasOwnCanaries = canaries !== null;
    this.canaries = canaries ?? [];
    this.engine.step({ kind: 'policy', recordedAt, version: 1, policy });
    this.engine.step({ kind: 'canaries', recordedAt, objects: this.canaries });
  }

  hear(input: EngineInput): void {
    if (input.kind === 'policy' || (input.kind === 'canaries' && this.hasOwnCanaries)) return;
    if (input.kind === 'canaries') this.canaries = input.objects;
    this.step(input);
  }
  take(alert: Alert): void {
    if (alert.opens) this.mine.push(brief(alert));
  }

  /** What was raised by this moment, after which nothing is heard; of the days that are reported. */
  resultAt(recordedAt: string, isReported: (date: string) => boolean): Compared {
    this.step({ kind: 'canaries', recordedAt, objects: this.canaries });
    const { gained, lost, moved } = compareAlerts(this.mine, this.others);
    const reported = <A extends { readonly date: string }>(alerts: readonly A[]): readonly A[] =>
      alerts.filter(({ date }) => isReported(date));
    return { gained: reported(gained), lost: reported(lost), moved: reported(moved) };
  }

  private step(input: EngineInput): void {
    for (const output of this.engine.step(input))
      if (output.kind === 'alert' && output.opens) this.others.push(brief(output));
  }
}

/** Alerts of one person that lie close together are one finding. */
export function compareAlerts<A extends ComparedAlert>(
  mine: readonly A[],
  others: readonly A[],
): {
  readonly gained: readonly A[];
  readonly lost: readonly A[];
  readonly moved: Compared['moved'];
} {
  const lost: A[] = [];
  const moved: { employee: string; date: string; days: number }[] = [];
  const left = [...others];
  for (const alert of mine) {
    const days = (other: A): number => dayOfDate(other.date) - dayOfDate(alert.date);
    const at = left.findIndex((other) => other.employee === alert.employee && Math.abs(days(other)) <= sameWithinDays);
    const [same] = at < 0 ? [] : left.splice(at, 1);
    if (same === undefined) lost.push(alert);
    else if (days(same) !== 0) moved.push({ employee: alert.employee, date: alert.date, days: days(same) });
  }
  return { gained: left, lost, moved };
}

const brief = ({ employee, date, severity }: Alert): ComparedAlert => ({ employee, date, severity });
