/** Scores this high fill 63 of the hundred. Usual thresholds for an alert lie between 35 and 150. */
const scale = 60;

/** A score has no upper end; what is shown of it, 0..99, rises with it and never gets to 100. */
export const shownScore = (score: number): number => Math.floor(100 * (1 - Math.exp(-Math.max(0, score) / scale)));
