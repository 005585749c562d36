import type { RecordedFact } from '#event-store/codec';
import type { Log } from '#event-store/log';
import type { Clock } from '#platform/clock';
import type { SqlPool } from '#platform/postgres';
import { readAuthSnapshot } from '#read-model/queries/auth-snapshot';
import { startLiveView } from '../view/live-view.js';
import type { LiveView } from '../view/live-view.js';
import { authTypes, AuthView, isAuthFact } from './auth-view.js';

type Needs = {
  readonly log: Log;
  readonly pool: SqlPool;
  readonly clock: Clock;
  readonly onDefect: (error: unknown) => void;
};

/** Fills the view from the read models, then follows the log. */
export function startAuthView({ log, pool, clock, onDefect }: Needs): {
  readonly auth: AuthView;
  readonly authLive: LiveView;
} {
  const auth = new AuthView();
  const authLive = startLiveView<RecordedFact>({
    load: () =>
      readAuthSnapshot(
        pool,
        {
          session: ({ sessionId, ...session }) => auth.putSession(sessionId, session),
          link: ({ tokenHash, ...link }) => auth.putLink(tokenHash, link),
          key: (key) => auth.putKey(key),
        },
        clock(),
      ),
    subscribe: (from, signal) => log.facts.subscribe({ from, signal, filter: { types: authTypes } }),
    apply: (event) => {
      if (isAuthFact(event)) auth.apply(event);
    },
    onDefect,
  });
  return { auth, authLive };
}
