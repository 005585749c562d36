import { constants, getPriority, setPriority } from 'node:os';

/**
 * Lets processes that somebody waits for go first, where the processors are few: what is projected or scored a moment
 * later is caught up with in larger batches. On Linux only the thread that calls it, and what it starts, gives way.
 */
export const giveWay = (): void => setPriority(Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL));
