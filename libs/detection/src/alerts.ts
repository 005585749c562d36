import type { Band, Severity } from '#domain/values';
import { absoluteIndicators } from './indicators.js';
import type { AbsoluteIndicator, AbsoluteLimits } from './indicator.js';
import type { EngineOutput, ScorePart, Sentence } from './engine.js';
import { feature } from './features.js';
import type { Firm } from './firm.js';
import { withholdWaiting } from './learn.js';
import { parameters } from './parameters.js';
import type { Episode, PersonState } from './person.js';
import { dateOfDay, isoOf } from './time/instant.js';

const bandNames = ['normal', 'elevated', 'high', 'critical'] as const;
export const bandOf = (rank: number): Band => bandNames[rank] ?? 'critical';
const severityOf = (rank: number): Severity => (rank >= 3 ? 'critical' : rank === 2 ? 'high' : 'elevated');
const rankOfSeverity = (severity: Severity): number => ['elevated', 'high', 'critical'].indexOf(severity) + 1;

/** Accumulated surprise from which bands 1 to 3 begin, for this person on this day. */
export const thresholdsOn = (firm: Firm, person: PersonState, day: number): readonly [number, number, number] =>
  thresholdsFrom(firm.threshold, isHot(person, day));

/** @param calm where the first band begins outside a departure */
export function thresholdsFrom(calm: number, hot: boolean): readonly [number, number, number] {
  const first = calm * (hot ? parameters.hotFactor : 1);
  return [first, first * parameters.high, first * parameters.critical];
}

/** From thirty days before the notice to the last access. */
export function isHot({ departure, leftOn }: PersonState, day: number): boolean {
  if (departure !== null) return day >= departure.noticeOn - parameters.hotDaysBeforeNotice;
  return leftOn !== null && day >= leftOn;
}

export function rankOf(accumulated: number, thresholds: readonly number[]): number {
  let rank = 0;
  for (const threshold of thresholds) if (accumulated >= threshold) rank += 1;
  return rank;
}

type Breach = { readonly indicator: AbsoluteIndicator; readonly observed: number; readonly limit: number };
/** Absolute limits that a day has passed. */
export function breachesOf(counts: Float64Array, limits: AbsoluteLimits): readonly Breach[] {
  const breaches: Breach[] = [];
  for (const indicator of absoluteIndicators) {
    const observed = counts[feature[indicator.feature]] ?? 0;
    if (observed === 0) continue;
    const limit = indicator.limit(limits);
    if (limit !== null && observed > limit) breaches.push({ indicator, observed, limit });
  }
  return breaches;
}
export const rankOfBreaches = (breaches: readonly Breach[]): number =>
  breaches.reduce((rank, { indicator }) => Math.max(rank, indicator.severity === 'critical' ? 3 : 2), 0);

export type AlertFinding = {
  readonly day: number;
  readonly at: number;
  readonly rank: number;
  readonly absolute: boolean;
  readonly score: number;
  readonly parts: readonly ScorePart[];
  /** Of each part the local day on which that much was seen. */
  readonly seenOn: readonly number[];
  readonly window: { readonly from: number; readonly to: number };
  readonly inputHash: string;
  /** The declaration behind a look-back. */
  readonly resignationId: string | null;
};

/** Opens or extends the person's episode; nothing when the firm has not switched detection on. */
export function raiseAlert(firm: Firm, person: PersonState, finding: AlertFinding): readonly EngineOutput[] {
  if (firm.policy.mode !== 'on' || finding.parts.length === 0) return [];
  const before = person.episode;
  const opens = before === null || !before.open;
  const severity = severityOf(opens ? finding.rank : Math.max(finding.rank, rankOfSeverity(before.severity)));
  person.episode = nextEpisode(before, opens, severity, finding);
  // What comes late of a day before the last finding, and is no graver, tells nothing new.
  if (!opens && finding.day < before.lastFindingOn && severity === before.severity) return [];
  if (opens) withholdWaiting(person);
  const delivery = opens ? deliveryOf(firm, finding) : 'now';
  return [
    {
      kind: 'alert',
      employee: person.id,
      date: dateOfDay(finding.day),
      at: isoOf(finding.at),
      episode: person.episode.number,
      opens,
      escalates: !opens && finding.absolute && rankOfSeverity(severity) > rankOfSeverity(before.severity),
      severity,
      delivery,
      lookBack: finding.resignationId !== null,
      resignationId: finding.resignationId,
      score: finding.score,
      parts: finding.parts,
      sentence: sentenceOf(finding),
      window: { from: isoOf(finding.window.from), to: isoOf(finding.window.to) },
      departure: departureOf(person),
      inputHash: finding.inputHash,
    },
  ];
}

const judgedIndicators = 3;
function nextEpisode(
  before: Episode | null,
  opens: boolean,
  severity: Severity,
  { day, parts }: AlertFinding,
): Episode {
  if (opens || before === null) {
    const number = (before?.number ?? 0) + 1;
    const indicators = parts.slice(0, judgedIndicators).map(({ indicator }) => indicator);
    return { number, openedOn: day, severity, indicators, lastFindingOn: day, quietDays: 0, frozenDays: 0, open: true };
  }
  return { ...before, severity, lastFindingOn: Math.max(day, before.lastFindingOn), quietDays: 0 };
}

const monthDays = 30;
/** The budget orders what comes at once and what waits for the daily digest; it drops nothing. */
function deliveryOf(firm: Firm, finding: AlertFinding): 'now' | 'digest' {
  const recent = firm.delivered.filter((day) => day > finding.day - monthDays);
  const most = Math.max(1, Math.ceil(firm.policy.budget.alertsPerMonth));
  const urgent = finding.absolute || finding.rank >= 3;
  if (!urgent && recent.length >= most) return 'digest';
  firm.delivered = [...recent, finding.day];
  firm.changed.add('firm');
  return 'now';
}

function departureOf({ departure }: PersonState): { noticeOn: string; lastWorkingDay: string } | null {
  if (departure === null) return null;
  return {
    noticeOn: dateOfDay(departure.noticeOn),
    lastWorkingDay: dateOfDay(departure.lastWorkingDay ?? departure.noticeOn),
  };
}

/** The strongest part says what happened, and beside it one of the same day; the reader's language comes later. */
function sentenceOf({ parts, seenOn, day, resignationId }: AlertFinding): Sentence {
  const [first] = parts;
  const second = parts.find((_, at) => at > 0 && seenOn[at] === seenOn[0]);
  const values: Record<string, string | number> = {
    date: dateOfDay(seenOn[0] ?? day),
    observed: first?.observed ?? 0,
    lookBack: resignationId === null ? 0 : 1,
  };
  if (first !== undefined && first.expectedSelf !== null) values['expectedSelf'] = first.expectedSelf;
  if (first !== undefined && first.expectedPeers !== null) values['expectedPeers'] = first.expectedPeers;
  if (second !== undefined) {
    values['also'] = second.indicator;
    values['alsoObserved'] = second.observed;
    if (second.expectedSelf !== null) values['alsoExpectedSelf'] = second.expectedSelf;
  }
  return { key: first?.indicator ?? 'unknown', values };
}
