import { feature } from './features.js';
import { deviationOn, kindsOfDay, paceDays, type PersonModel } from './model.js';
import type { Prior } from './prior.js';
import type { Calendar } from './time/calendar.js';
import { weekdayOf } from './time/instant.js';

const holiday = kindsOfDay - 1;
/** Monday to Sunday are 0 to 6; a holiday is a kind of its own, whatever its weekday. */
export const kindOfDay = (calendar: Calendar, day: number): number =>
  calendar.holidays.has(day) ? holiday : weekdayOf(day) - 1;

/** Variance of a person's own weekdays around each other, on the logarithm: a third more or less is nothing special. */
const betweenKinds = 0.1;
const least = 0.5;
const most = 4;

/**
 * How many times their usual a person does on days of this kind: own days of the kind against all own days, drawn to
 * what peers do on it while there are few. Logarithms, so that one huge Monday does not make every Monday huge.
 */
export function paceOn(model: PersonModel, prior: Prior, kind: number): number {
  if (model.days === 0) return 1;
  const weight = Math.min(Math.max((prior.logVariance[feature.records] ?? 1) / betweenKinds, 2), 20);
  const deviation = weight * (prior.pace[kind] ?? 0) + deviationOn(model, kind);
  return Math.min(Math.max(Math.exp(deviation / (weight + paceDays(model, kind))), least), most);
}
