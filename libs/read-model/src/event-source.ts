import type { ProjectedEvent } from './projection.js';

/** What projections need of the log: decoded events in log order. `from` is exclusive; absent = from the beginning. */
export interface EventSource {
  readAll(options: {
    readonly from?: string;
    readonly limit?: number;
    readonly signal?: AbortSignal;
  }): AsyncIterable<ProjectedEvent>;
  /** Ends when `signal` aborts; `caughtUp`: every event at or before `through` has been given. */
  subscribe(options: { readonly from?: string; readonly signal: AbortSignal }): AsyncIterable<SourceMessage>;
}

export type SourceMessage =
  { readonly kind: 'event'; readonly event: ProjectedEvent } | { readonly kind: 'caughtUp'; readonly through: string };
