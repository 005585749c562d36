/** Tells the time. Passed in, so that tests and replays choose it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
