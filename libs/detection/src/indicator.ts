import type { FeatureName } from './features.js';

/**
 * One thing worth telling an officer about. An indicator is this constant in its own file and one line in
 * `indicators.ts`; its docstring says what legitimate work trips it.
 */
export type Indicator = {
  /** Stable: stored in assessments and named in policies and messages. */
  readonly code: string;
  /** Indicators of a family see the same act; only the most surprising of a family counts on a day. */
  readonly family:
    'breadth' | 'novelty' | 'foreign' | 'volume' | 'outflow' | 'burst' | 'refusal' | 'place' | 'time' | 'month';
  /** Default weight; a policy may replace it. 0 shows nothing. */
  readonly weight: number;
  readonly feature: FeatureName;
  /**
   * `day`: the day's count against days before. `share`: the count as part of another count of that day.
   * `month`: the total of the last 30 calendar days against the rate before them.
   */
  readonly test: 'day' | 'share' | 'month';
  /** Denominator of a `share`. */
  readonly of?: FeatureName;
  /** A count below it is never surprising. */
  readonly atLeast: number;
  /** Counts that come in lumps, such as the rows of one export: only the heavy tail fits them. */
  readonly lumpy?: boolean;
};

/** Alerts from the first minute, whatever history there is; not learned, so not calibrated. */
export type AbsoluteIndicator = {
  readonly code: string;
  readonly feature: FeatureName;
  /** The limit of the policy in force; null when it sets none. */
  readonly limit: (limits: AbsoluteLimits) => number | null;
  readonly severity: 'high' | 'critical';
  /** What it adds to the score of its day. */
  readonly contribution: number;
};
/** Counts above these are worth an alert by themselves. */
export type AbsoluteLimits = {
  readonly exportRowsPerDay: number | null;
  readonly exportRows: number | null;
  readonly viewsPerHour: number | null;
};
