import { verifyLog } from '#event-store/verify';
import { keyedHash } from '#platform/hash';
import { countEvents, eventsKnown } from '#read-model/queries/audit-events';
import { readModelsEqualRebuild } from '#read-model/verify-read-models';
import { AccessDesk } from './access/access-desk.js';
import type { Hash } from './activity/claimed-access.js';
import { DayStreams } from './activity/day-streams.js';
import { activityRecorder } from './activity/record-activity.js';
import type { ApiNeeds } from './api-needs.js';
import { Inspections } from './audit/inspections.js';
import { Verifications } from './audit/verifications.js';
import type { AuthDesk } from './auth/auth-desk.js';
import { SessionTokens } from './auth/session-token.js';
import { startAuthView } from './auth/start-auth-view.js';
import { FairQueue } from './auth/fair-queue.js';
import { ExternalIds } from './decision-view/external-ids.js';
import { startDecisionView } from './decision-view/start-decision-view.js';
import type { Desk } from './desk.js';
import { ExportFiles } from './exports/export-files.js';
import { Cursors } from './http/cursor.js';
import { RateLimit } from './http/rate-limit.js';

export type OpenDesks = {
  readonly desk: Desk;
  readonly authDesk: AuthDesk;
  /** Settles when both views stand at the head of the log. */
  readonly ready: Promise<unknown>;
  stop(): Promise<void>;
};

/** Of the four threads that Node.js has for such work, and for files. */
const passwordsAtOnce = 2;
/** Of one address or account; some seconds' worth. */
const passwordsWaiting = 40;

/** Starts the views and puts together what the routes work with. */
export function openDesks(needs: ApiNeeds, baseUrl: () => string, readsHold: Desk['readsHold']): OpenDesks {
  const { log, keys, queue, aliases, pool, masterKey, config, clock, newId, logger, metrics } = needs;
  const hashKey = masterKey.derive('activity-hashes');
  const hash: Hash = (label, text) => keyedHash(hashKey, label, text).slice(0, 32);
  const externalIds = new ExternalIds(aliases);
  const onDefect = (err: unknown): void =>
    logger.error({ err }, 'a view stopped following the log; it answers nothing until a restart');
  const { view, live } = startDecisionView({ log, pool, externalIds, clock, onDefect });
  const { auth, authLive } = startAuthView({ log, pool, clock, onDefect });
  const cursors = new Cursors(masterKey.derive('cursors'));
  const shared = { cursors, log, aliases, pool, view, live, externalIds, clock, newId, hash };
  const desk: Desk = {
    ...shared,
    access: new AccessDesk({
      ...shared,
      onDecision: (action, decision) => metrics.decisions.inc({ action, decision }),
    }),
    recordActivity: activityRecorder({
      view,
      externalIds,
      dayStreams: new DayStreams(log),
      hash,
      recordedBefore: (ids) => eventsKnown(pool, ids),
    }),
    exportFiles: new ExportFiles(pool, masterKey.derive('export-files')),
    readsHold,
    inspections: new Inspections(log),
    verifications: new Verifications({
      pool,
      verify: (onProgress, keptHead) =>
        verifyLog({
          store: log.store,
          keys,
          keptHead,
          alsoCheck: [() => readModelsEqualRebuild(pool, log)],
          onProgress,
        }),
      countEvents: () => countEvents(pool),
      newId,
      logger,
    }),
    queue,
  };
  const authDesk: AuthDesk = {
    ...shared,
    auth,
    authLive,
    tokens: new SessionTokens(masterKey.derive('sessions')),
    rateLimit: new RateLimit(config.rateLimitFactor),
    passwordQueue: new FairQueue({
      atOnce: passwordsAtOnce,
      mostWaiting: Math.ceil(passwordsWaiting * config.rateLimitFactor),
    }),
    baseUrl,
  };
  return {
    desk,
    authDesk,
    ready: Promise.all([live.ready, authLive.ready]),
    stop: async () => {
      await Promise.all([live.stop(), authLive.stop()]);
    },
  };
}
