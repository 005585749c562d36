/** Raise on any change that can change a score or what is stored: state of another version is never read. */
export const modelVersion = 'bookward-9';

/** Numbers chosen by measurement on simulated firms; see `docs/detection-quality.md`. */
export const parameters = {
  /** Active days before a person is scored. */
  learningDays: 10,
  /** A surprise counts only beyond this: −ln p of one day in ten or so is nobody's news. */
  floor: 2,
  /** −ln of the share of days beyond the floor that is expected anyhow. */
  base: 2.5,
  /** Beyond this a part grows with the logarithm only: no model is right that far out. */
  knee: 6,
  /** A month's total says the same thing for weeks: it is heard once, and then may not say it as loudly. */
  monthlyKnee: 4,
  monthlyScale: 3,
  /** What was heard of a month is forgotten in about so many days, and may be said again. */
  toldDays: 6,
  /** Totals of neighbouring days are nearly the same: so many of them are one experience with the measure. */
  alikeDays: 10,
  /** How much each of the most surprising families of a day counts. */
  top: [1, 0.8, 0.6],
  /** Share of a day in the accumulated surprise. */
  dayWeight: 0.25,
  /** The accumulated surprise halves in about two thirds of this many calendar days. */
  memoryDays: 5,
  /** Half of the predictive distribution has a tail heavier than the negative binomial's. */
  heavyTail: 0.5,
  /** Score shown for one unit of accumulated surprise. */
  scoreScale: 10,
  /** Between these the alert threshold is learned. */
  leastThreshold: 3.5,
  greatestThreshold: 15,
  high: 1.5,
  critical: 2.2,
  /** In a departure's hot window less is enough. */
  hotFactor: 0.85,
  hotDaysBeforeNotice: 30,
  /** With fewer days known, each teaches at once; after that a day waits before it teaches. */
  learnsAtOnceDays: 20,
  waitingDays: 14,
  quietActiveDays: 14,
  frozenActiveDays: 30,
  lateDays: 7,
  ringDays: 100,
  peersAtLeast: 5,
} as const;
