import type { Action, Band, Kind, Portfolio, Sensitivity, Severity, Verdict } from '#domain/values';
import type { DetectionPolicy } from '#domain/policy/detection-policy';

/** One act on protected data, in the order in which it was recorded. The input of live scoring and of a backtest alike. */
export type ActivityRecord = {
  readonly id: string;
  readonly at: string;
  readonly recordedAt: string;
  readonly employee: string;
  readonly action: Action;
  readonly kind: Kind | null;
  readonly objects: readonly string[];
  readonly rows: number;
  readonly sensitivity: Sensitivity | null;
  readonly portfolio: Portfolio;
  readonly outcome: 'allowed' | 'denied';
  readonly channel: string | null;
  readonly device: string | null;
  readonly destination: string | null;
  readonly bytes: number;
  /** Later than its source allows: kept out of baselines. */
  readonly late?: boolean;
  /** Older than the key's `historyUntil`: trains baselines and counts for nothing else. */
  readonly history?: boolean;
};

/** Everything the engine hears, in log order. `recordedAt` never falls. */
export type EngineInput =
  | { readonly kind: 'activity'; readonly record: ActivityRecord }
  /** Employment from `from` on: hire, move, or (`until`) leave. */
  | {
      readonly kind: 'person';
      readonly recordedAt: string;
      readonly employee: string;
      readonly team: string;
      readonly role: string;
      readonly region: string;
      readonly timezone: string;
      readonly from: string;
      readonly until: string | null;
    }
  | {
      readonly kind: 'hr';
      readonly id: string;
      readonly recordedAt: string;
      readonly employee: string;
      readonly fact:
        'resignation_declared' | 'resignation_withdrawn' | 'resignation_entered_in_error' | 'last_working_day' | 'left';
      /** The fact's own day; for a declaration the day of notice. Null where it has none. */
      readonly date: string | null;
      readonly lastWorkingDay?: string | null;
    }
  | {
      readonly kind: 'disposition';
      readonly recordedAt: string;
      readonly employee: string;
      readonly episode: number | null;
      readonly from: string;
      readonly to: string;
      readonly verdict: Verdict;
    }
  /** Customers formally handed from one person to another. */
  | {
      readonly kind: 'assignment';
      readonly recordedAt: string;
      readonly object: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'policy'; readonly recordedAt: string; readonly version: number; readonly policy: DetectionPolicy }
  | { readonly kind: 'canaries'; readonly recordedAt: string; readonly objects: readonly string[] };

export type ScorePart = {
  readonly indicator: string;
  readonly contribution: number;
  readonly observed: number;
  readonly expectedSelf: number | null;
  readonly expectedPeers: number | null;
  readonly eventCount: number;
  readonly events: readonly string[];
};

/** A message key and its numbers; the wording comes from the catalogue, in the reader's language. */
export type Sentence = { readonly key: string; readonly values: Readonly<Record<string, string | number>> };

export type EngineOutput =
  | {
      readonly kind: 'assessment';
      readonly employee: string;
      /** Local day of the person. */
      readonly date: string;
      readonly because: 'closed' | 'band_change' | 'late' | 'look_back';
      readonly band: Band;
      readonly score: number | null;
      readonly surprise: number | null;
      readonly parts: readonly ScorePart[];
      readonly missing: readonly string[];
      readonly at: string;
      readonly inputHash: string;
    }
  | {
      /** The first finding of an episode opens it; later ones extend it. */
      readonly kind: 'alert';
      readonly employee: string;
      readonly date: string;
      readonly at: string;
      readonly episode: number;
      readonly opens: boolean;
      /** A later finding that passes a limit, or touches a decoy, and is graver than what was said of the episode. */
      readonly escalates: boolean;
      readonly severity: Severity;
      readonly delivery: 'now' | 'digest';
      readonly lookBack: boolean;
      /** The declaration that made a look-back. */
      readonly resignationId: string | null;
      readonly score: number;
      readonly parts: readonly ScorePart[];
      readonly sentence: Sentence;
      readonly window: { readonly from: string; readonly to: string };
      readonly departure: { readonly noticeOn: string; readonly lastWorkingDay: string } | null;
      readonly inputHash: string;
    }
  | {
      readonly kind: 'episode_closed';
      readonly employee: string;
      readonly episode: number;
      readonly because: 'disposed' | 'quiet';
    };

/**
 * The detection engine as an ordered fold: the same inputs in the same order give the same outputs, to the byte,
 * whatever the pauses, restarts or batches between them. Live scoring and `backtest` are this fold.
 *
 * State is a set of named chunks of JSON text (one for the firm, one for each person, …) so that a host can keep what
 * changed: after some steps, `takeChanged()` answers the chunks to store; `createEngine(load)` continues from them.
 * State of another `version` is never read: the host folds the log again and drops the outputs it already has.
 */
export interface DetectionEngine {
  readonly version: string;
  step(input: EngineInput): readonly EngineOutput[];
  takeChanged(): ReadonlyMap<string, string>;
}
export type CreateEngine = (state: ReadonlyMap<string, string>) => DetectionEngine;
