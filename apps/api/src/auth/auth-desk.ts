import type { Aliases } from '#event-store/aliases';
import type { Log } from '#event-store/log';
import type { Clock } from '#platform/clock';
import type { NewId } from '#platform/ids';
import type { SqlPool } from '#platform/postgres';
import type { Hash } from '../activity/claimed-access.js';
import type { DecisionView } from '../decision-view/decision-view.js';
import type { ExternalIds } from '../decision-view/external-ids.js';
import type { Cursors } from '../http/cursor.js';
import type { RateLimit } from '../http/rate-limit.js';
import type { LiveView } from '../view/live-view.js';
import type { AuthView } from './auth-view.js';
import type { SessionTokens } from './session-token.js';
import type { FairQueue } from './fair-queue.js';

/** The auth desk, as Nest injects it. */
export const AUTH_DESK = Symbol('auth-desk');

/** What signing in and the administration of accounts work with. */
export type AuthDesk = {
  readonly log: Log;
  readonly aliases: Aliases;
  /** Of the read models. */
  readonly pool: SqlPool;
  readonly view: DecisionView;
  readonly live: LiveView;
  readonly externalIds: ExternalIds;
  readonly auth: AuthView;
  readonly authLive: LiveView;
  readonly cursors: Cursors;
  readonly tokens: SessionTokens;
  readonly rateLimit: RateLimit;
  /** Comparing and hashing passwords takes much of the machine, whoever asks. */
  readonly passwordQueue: FairQueue;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly hash: Hash;
  /** What browsers call this deployment; links begin with it. */
  readonly baseUrl: () => string;
};
