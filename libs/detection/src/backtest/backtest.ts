import type { DetectionPolicy } from '#domain/policy/detection-policy';
import { createEngine } from '../create-engine.js';
import type { ActivityRecord, DetectionEngine, EngineInput, EngineOutput } from '../engine.js';
import { firstPolicy } from '../policy.js';
import { parseInstant, dayMs, isoOf, endOfTime } from '../time/instant.js';
import { ActivityReader } from './activity-reader.js';
import { Comparison, type OtherPolicy } from './compare.js';
import { HeardBeside } from './heard-beside.js';
import { InputHash } from './input-hash.js';
import { piecesOf } from './lines.js';
import { isActivityLine, OpenLine } from './open-line.js';
import { alertLine, assessmentLine, chained, LastAssessments } from './output-lines.js';
import type { Reject } from './parse-activity.js';
import type { RejectedRow } from './read-tables.js';
import { RepeatedIds } from './repeated-ids.js';
import type { StoredRun } from './stored-run.js';
import { summaryOf, type BacktestSummary, type Totals } from './summary.js';

/** Where a backtest writes; lines come without their end. */
export type Sinks = {
  readonly score: (line: string) => void;
  readonly alert: (line: string) => void;
  /** Every assessment, when asked for. */
  readonly assessment: ((line: string) => void) | null;
  /** What follows is said of days that are still open: a run that goes on from the state says it again. */
  readonly provisional: () => void;
};

type Options = {
  /** Local days to report, both included; all when null. */
  readonly from: string | null;
  readonly to: string | null;
  /** What an earlier run left, and whether this one leaves a state, so that another can go on from it. */
  readonly state: StoredRun | null;
  readonly continues: boolean;
  readonly compareWith: OtherPolicy | null;
  readonly onProgress: (records: number) => void;
};
export type BacktestInput = Options & {
  readonly activity: AsyncIterable<Uint8Array>;
  readonly people: readonly Extract<EngineInput, { kind: 'person' }>[];
  /** HR facts and dispositions in recorded order. */
  readonly facts: readonly Extract<EngineInput, { kind: 'hr' | 'disposition' }>[];
  readonly policy: DetectionPolicy;
  readonly canaries: readonly string[];
};
export type LogBacktest = Options & {
  /** Everything that the log tells the engine, in log order. */
  readonly told: AsyncIterable<readonly EngineInput[]>;
  /** Instead of the policies and canaries of the log; null for those, each from when it was published. */
  readonly policy: DetectionPolicy | null;
  readonly canaries: readonly string[] | null;
};

export type BacktestResult = {
  readonly summary: BacktestSummary;
  readonly state: string;
  /** Records of this run, and lines of it that were rejected. */
  readonly records: number;
  readonly rejected: number;
  /** The last line is cut off: it is in the state, for the run that brings the rest, whatever is said of it now. */
  readonly holdsLine: boolean;
};

const noTotals: Totals = {
  records: 0,
  repeated: 0,
  late: 0,
  days: 0,
  alerts: 0,
  rejected: 0,
  clock: 0,
  scoresHash: '',
  alertsHash: '',
};
const lineFeed = Buffer.from('\n');
const mostRejects = 100;
const lateAfterDays = 7;

/** The engine over a file of activity, in recorded order. Memory is people × days, not records. */
export async function backtest(input: BacktestInput, sinks: Sinks): Promise<BacktestResult> {
  const run = new Run(input, sinks);
  for await (const piece of piecesOf(input.activity)) run.takePiece(piece);
  return run.finish();
}

/**
 * The same over the log itself. Under the log's own policies it says what the worker said, to the byte; nothing while
 * detection was off.
 */
export async function backtestLog(input: LogBacktest, sinks: Sinks): Promise<BacktestResult> {
  const run = new Run({ ...input, people: [], facts: [] }, sinks);
  for await (const inputs of input.told) run.takeTold(inputs);
  return run.finish();
}

type Heard = Omit<BacktestInput, 'activity' | 'policy' | 'canaries'> & Pick<LogBacktest, 'policy' | 'canaries'>;

class Run {
  private readonly engine: DetectionEngine;
  private readonly chunks: Map<string, string>;
  private readonly comparison: Comparison | null;
  private readonly totals: Totals;
  private readonly ids: RepeatedIds;
  private readonly last: LastAssessments;
  /** First and last UTC day of each person's assessments. */
  private readonly seen: Map<string, readonly [number, number]>;
  private readonly strangers: Set<string>;
  private readonly known: Set<string>;
  /** Of this run; the totals count those of earlier ones too. */
  private readonly rejects: RejectedRow[] = [];
  private records = 0;
  private rejected = 0;
  private lines = 0;
  private readonly inputHash: InputHash;
  private readonly beside: HeardBeside;
  private readonly reader = new ActivityReader();
  private readonly openLine: OpenLine;
  private nextFact = 0;
  private canaries: readonly string[];
  private mode: DetectionPolicy['mode'];

  constructor(
    private readonly input: Heard,
    private readonly sinks: Sinks,
  ) {
    const stored = input.state;
    this.chunks = new Map(stored?.engine);
    this.engine = createEngine(this.chunks);
    this.totals = { ...(stored?.totals ?? noTotals) };
    this.ids = new RepeatedIds(stored?.ids);
    this.last = new LastAssessments(stored?.pending);
    this.seen = new Map(stored?.seen);
    this.strangers = new Set(stored?.strangers);
    this.inputHash = new InputHash(stored?.inputHash);
    this.openLine = new OpenLine(stored?.openLine);
    this.beside = new HeardBeside(input, stored?.beside);
    this.known = new Set(input.people.map(({ employee }) => employee));
    this.canaries = stored?.canaries ?? [];
    this.mode = stored?.mode ?? firstPolicy.mode;
    this.comparison = input.compareWith === null ? null : new Comparison(input.compareWith);
    while (this.factTime(this.nextFact) <= this.totals.clock && stored !== null) this.nextFact += 1;
    for (const news of this.beside.news(stored === null ? null : isoOf(stored.totals.clock))) {
      this.inputHash.takeInput(news);
      if (news.kind === 'person') this.hear(news);
      else this.hearAlone(news);
    }
  }

  private factTime(at: number): number {
    const fact = this.input.facts[at];
    return fact === undefined ? Number.POSITIVE_INFINITY : parseInstant(fact.recordedAt);
  }

  takePiece(piece: Buffer): void {
    this.takeLines(this.input.continues ? this.openLine.take(piece) : piece);
  }

  private takeLines(piece: Buffer): void {
    if (piece.length === 0) return;
    this.inputHash.takeBytes(piece);
    // The last line of a file may lack its end, which the same line elsewhere has.
    if (piece.at(-1) !== lineFeed[0]) this.inputHash.takeBytes(lineFeed);
    this.reader.read(piece, (line) => this.takeLine(line));
    this.settle();
  }

  private takeLine(line: ActivityRecord | Reject | null): void {
    this.lines += 1;
    if (typeof line === 'string') this.reject(line);
    else if (line !== null) this.takeRecord(line);
  }

  private takeRecord(record: ActivityRecord): void {
    const recordedAt = parseInstant(record.recordedAt);
    if (recordedAt < this.totals.clock) {
      this.reject('recorded.backwards');
      return;
    }
    this.totals.clock = recordedAt;
    // Before a repeated line is ignored: a run that goes on holds what was due by this clock for heard.
    while (this.factTime(this.nextFact) <= recordedAt) this.hearFact();
    if (this.ids.isRepeated(record.id, recordedAt)) {
      this.totals.repeated += 1;
      return;
    }
    this.countRecord(record);
    this.hear({ kind: 'activity', record });
  }

  takeTold(inputs: readonly EngineInput[]): void {
    for (const told of inputs) {
      this.inputHash.takeBytes(Buffer.from(`${JSON.stringify(told)}\n`));
      const recordedAt = told.kind === 'activity' ? told.record.recordedAt : told.recordedAt;
      this.totals.clock = parseInstant(recordedAt);
      if (told.kind === 'person') this.known.add(told.employee);
      if (told.kind === 'activity') this.countRecord(told.record);
      if (this.beside.lets(told)) this.hear(told);
      else this.comparison?.hear(told);
    }
    this.settle();
  }

  private countRecord({ at, recordedAt, employee, history }: ActivityRecord): void {
    this.totals.records += 1;
    this.records += 1;
    if (!this.known.has(employee)) this.strangers.add(employee);
    if (at === recordedAt || history === true) return;
    if (parseInstant(recordedAt) - parseInstant(at) > lateAfterDays * dayMs) this.totals.late += 1;
  }

  private settle(): void {
    this.input.onProgress(this.totals.records);
    for (const line of this.last.settled(this.totals.clock)) this.writeScore(line);
  }

  private hearFact(): void {
    const fact = this.input.facts[this.nextFact];
    this.nextFact += 1;
    if (fact === undefined) return;
    this.inputHash.takeInput(fact);
    this.hear(fact);
  }

  private hear(heard: EngineInput): void {
    this.hearAlone(heard);
    this.comparison?.hear(heard);
  }

  /** What is not for the other policy: it has its own. */
  private hearAlone(heard: EngineInput): void {
    if (heard.kind === 'canaries') this.canaries = heard.objects;
    if (heard.kind === 'policy') this.mode = heard.policy.mode;
    for (const output of this.engine.step(heard)) if (this.mode !== 'off') this.say(output);
  }

  private say(output: EngineOutput): void {
    if (output.kind === 'episode_closed') return;
    if (output.kind === 'alert') this.comparison?.take(output);
    if (!this.isReported(output.date)) return;
    if (output.kind === 'alert') {
      if (!output.opens && !output.escalates) return;
      this.totals.alerts += 1;
      const line = alertLine(output);
      this.totals.alertsHash = chained(this.totals.alertsHash, line);
      this.sinks.alert(line);
      return;
    }
    this.sinks.assessment?.(assessmentLine(output));
    // A look-back judges a day again, and measures nothing anew.
    if (output.because === 'band_change' || output.because === 'look_back') return;
    this.last.take(output);
    const day = Math.floor(Date.parse(output.date) / dayMs);
    const [first, latest] = this.seen.get(output.employee) ?? [day, day];
    this.seen.set(output.employee, [Math.min(first, day), Math.max(latest, day)]);
  }

  private isReported(date: string): boolean {
    const { from, to } = this.input;
    return (from === null || date >= from) && (to === null || date <= to);
  }

  private writeScore(line: string): void {
    this.totals.days += 1;
    this.totals.scoresHash = chained(this.totals.scoresHash, line);
    this.sinks.score(line);
  }

  private reject(code: string): void {
    this.totals.rejected += 1;
    this.rejected += 1;
    if (this.rejects.length < mostRejects) this.rejects.push({ file: 'activity', line: this.lines, code });
  }

  /**
   * The state is taken before open days are closed, so that cutting a file and going on changes nothing. A run that
   * begins a state leaves open days to the next; every other run closes them as they stand.
   */
  finish(): BacktestResult {
    const state = this.input.continues ? this.encoded() : '';
    this.sinks.provisional();
    const { rest } = this.openLine;
    const holdsLine = rest.length > 0 && !isActivityLine(rest);
    if (!holdsLine || this.input.state !== null) this.takeLines(rest);
    if (!this.input.continues || this.input.state !== null) this.closeEverything();
    return { summary: this.summary(), state, records: this.records, rejected: this.rejected, holdsLine };
  }

  private closeEverything(): void {
    while (this.nextFact < this.input.facts.length) this.hearFact();
    this.hearAlone({ kind: 'canaries', recordedAt: this.end(), objects: this.canaries });
    for (const line of this.last.rest()) this.writeScore(line);
  }

  /** When every day that was spoken of is over. */
  private end(): string {
    const last = this.input.facts.at(-1);
    const latest = Math.max(this.totals.clock, last === undefined ? 0 : parseInstant(last.recordedAt));
    return isoOf(Math.min(latest + 2 * dayMs, endOfTime));
  }

  private encoded(): string {
    for (const [name, text] of this.engine.takeChanged()) this.chunks.set(name, text);
    const stored = {
      version: this.engine.version,
      engine: [...this.chunks],
      totals: this.totals,
      ids: this.ids.encode(),
      pending: this.last.encode(),
      seen: [...this.seen],
      strangers: [...this.strangers],
      openLine: this.openLine.encode(),
      inputHash: this.inputHash.encode(),
      beside: this.beside.encode(),
      canaries: this.canaries,
      mode: this.mode,
    } satisfies Record<keyof StoredRun, unknown>;
    return JSON.stringify(stored);
  }

  private summary(): BacktestSummary {
    return summaryOf(this.totals, this.seen, {
      unknownEmployees: this.strangers.size,
      modelVersion: this.engine.version,
      inputHash: this.inputHash.digest(),
      rejects: this.rejects,
      compared: this.comparison?.resultAt(this.end(), (date) => this.isReported(date)) ?? null,
    });
  }
}
