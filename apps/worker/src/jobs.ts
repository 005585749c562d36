import type { Handlers } from '#jobs/jobs';
import type { Scorer } from './score/scorer.js';

/** Every job's handler. A job that is added to `#jobs/jobs` does not compile until it stands here. */
export const handlersOf = (scorer: Pick<Scorer, 'run'>, runDue: () => Promise<void>): Handlers => ({
  score: () => scorer.run(),
  due: () => runDue(),
});
