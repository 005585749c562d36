import type { backtest, BacktestInput, Sinks } from '#detection/backtest/backtest';
import type { RejectedRow } from '#detection/backtest/read-tables';

export type RunOptions = Pick<BacktestInput, 'from' | 'to' | 'state' | 'continues' | 'onProgress'>;

/** What is backtested. */
export type Source = {
  /** Rows of the tables that were passed over. */
  readonly rejected: readonly RejectedRow[];
  run(options: RunOptions, sinks: Sinks): ReturnType<typeof backtest>;
  /** After a run over the log: where the next one goes on. */
  mark?(): LogMark;
};
export type LogMark = { readonly through: string; readonly facts: readonly (readonly [string, string])[] };

/** The options that name what is read. */
export type Given = {
  readonly activity?: string | undefined;
  readonly people?: string | undefined;
  readonly hr?: string | undefined;
  readonly dispositions?: string | undefined;
  readonly calendar?: string | undefined;
  readonly policy?: string | undefined;
  readonly compare?: string | undefined;
  readonly strict: boolean;
};
