import { bandOf, isHot, raiseAlert, rankOf, thresholdsFrom } from './alerts.js';
import type { EngineOutput } from './engine.js';
import type { Firm } from './firm.js';
import { absoluteIndicators } from './indicators.js';
import type { ClosedDay, PersonState } from './person.js';
import { explain, explainDated } from './score-day.js';
import { dateOfDay, isoOf } from './time/instant.js';

/**
 * Says anew what a change of the departure makes of the days before it. What was measured stands, and what was said
 * stands in the log; only the band is judged again, against the threshold of its own day.
 * @param from first local day that is judged again
 * @param isNews whether a rank differs from what was said in the direction that the change can explain
 */
export function judgeAgain(
  person: PersonState,
  from: number,
  isNews: (rank: number, said: number) => boolean,
): readonly EngineOutput[] {
  const outputs: EngineOutput[] = [];
  person.days = person.days.map((closed) => {
    if (closed.day < from || closed.score === null) return closed;
    const rank = Math.max(learnedRank(person, closed), rankOfLimits(closed));
    if (!isNews(rank, closed.rank)) return closed;
    outputs.push(assessmentOf(person, closed, rank));
    return { ...closed, rank };
  });
  if (outputs.length > 0) person.daysChanged = true;
  return outputs;
}

/** The days before a notice, judged as a departure's: one alert for the worst, if it has not been raised. */
export function raiseLookBack(
  firm: Firm,
  person: PersonState,
  resignationId: string,
  from: number,
): readonly EngineOutput[] {
  const found = person.days.filter(
    (closed) =>
      closed.day >= from && closed.score !== null && isHot(person, closed.day) && learnedRank(person, closed) > 0,
  );
  const [first] = found;
  if (first === undefined || (person.episode !== null && person.episode.lastFindingOn >= from)) return [];
  const worst = found.reduce((most, closed) => (closed.accumulated > most.accumulated ? closed : most), first);
  return raiseAlert(firm, person, {
    day: worst.day,
    at: first.lastAt,
    rank: learnedRank(person, worst),
    absolute: false,
    score: worst.score ?? 0,
    ...explainDated(person, worst.day, worst.parts),
    window: { from: first.firstAt, to: Math.max(worst.lastAt, first.lastAt) },
    inputHash: worst.inputHash,
    resignationId,
  });
}

const learnedRank = (person: PersonState, { day, accumulated, surprise, threshold }: ClosedDay): number =>
  surprise > 0 ? rankOf(accumulated, thresholdsFrom(threshold, isHot(person, day))) : 0;

/** A limit that was passed is passed, whoever leaves. */
function rankOfLimits({ parts }: ClosedDay): number {
  let rank = 0;
  for (const { code, severity } of absoluteIndicators) {
    if (parts.some(({ indicator }) => indicator === code)) rank = Math.max(rank, severity === 'critical' ? 3 : 2);
  }
  return rank;
}

const assessmentOf = (person: PersonState, closed: ClosedDay, rank: number): EngineOutput => ({
  kind: 'assessment',
  employee: person.id,
  date: dateOfDay(closed.day),
  because: 'look_back',
  band: bandOf(rank),
  score: closed.score,
  surprise: closed.surprise,
  parts: explain(person, closed.day, closed.parts),
  missing: [],
  at: isoOf(closed.lastAt),
  inputHash: closed.inputHash,
});
