import { createHash } from 'node:crypto';
import type { EngineOutput } from '../engine.js';
import { legitimateWork } from '../messages/legitimate-work.js';
import { renderSentence } from '../messages/render-sentence.js';
import { modelVersion } from '../parameters.js';
import { dayMs, dayOfDate } from '../time/instant.js';

type Assessment = Extract<EngineOutput, { kind: 'assessment' }>;
type Alert = Extract<EngineOutput, { kind: 'alert' }>;

/** Of files that programs read. */
const language = 'en';

/** The state column of a score: the band, in the words of a score. */
const scoreLine = ({ employee, date, score, surprise, band, parts, missing }: Assessment): string =>
  JSON.stringify({ employee, date, score, surprise, state: band, ...(missing.length === 0 ? {} : { missing }), parts });

export const assessmentLine = (assessment: Assessment): string => {
  const { employee, date, because, score, surprise, band, missing, parts, at, inputHash } = assessment;
  const said = { employee, date, because, at, score, surprise, state: band, missing, parts };
  return JSON.stringify({ ...said, model: modelVersion, inputHash });
};

export const alertLine = (alert: Alert): string =>
  JSON.stringify({
    employee: alert.employee,
    date: alert.date,
    at: alert.at,
    severity: alert.severity,
    episode: alert.episode,
    delivery: alert.delivery,
    indicators: alert.parts.map(({ indicator }) => indicator),
    lookBack: alert.lookBack,
    explanation: renderSentence(alert.sentence, language),
    // Of each of the indicators.
    legitimate: alert.parts.map(({ indicator }) => legitimateWork(indicator, language)),
  });

/** Days that a late record can still change, and the midnight after them. */
const openDays = 9;

/**
 * The day's last assessment, one line each, in the order in which days first closed: held back while a late record
 * could still change it.
 */
export class LastAssessments {
  private readonly pending: Map<string, { readonly line: string; readonly day: number }>;
  constructor(stored: readonly [string, { readonly line: string; readonly day: number }][] = []) {
    this.pending = new Map(stored);
  }
  take(assessment: Assessment): void {
    const key = `${assessment.date} ${assessment.employee}`;
    this.pending.set(key, { line: scoreLine(assessment), day: dayOfDate(assessment.date) });
  }
  /** Lines that nothing can change any more. */
  *settled(clock: number): Generator<string> {
    const before = Math.floor(clock / dayMs) - openDays;
    for (const [key, { line, day }] of this.pending) {
      if (day >= before) return;
      this.pending.delete(key);
      yield line;
    }
  }
  *rest(): Generator<string> {
    for (const { line } of this.pending.values()) yield line;
    this.pending.clear();
  }
  encode(): readonly [string, { readonly line: string; readonly day: number }][] {
    return [...this.pending];
  }
}

/** A hash over lines that can be continued where it was left: each step takes the last one in. */
export const chained = (before: string, line: string | Uint8Array): string =>
  createHash('sha256').update(before).update(line).digest('hex');
