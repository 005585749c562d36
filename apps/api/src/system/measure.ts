import { setTimeout as delay } from 'node:timers/promises';
import { unsealedEvents } from '#event-store/seal';
import type { Metrics } from '#platform/metrics';
import { countedEvents, projectionHealth } from '#read-model/queries/health';
import type { AuthDesk } from '../auth/auth-desk.js';
import type { Desk } from '../desk.js';

type Needs = Pick<Desk, 'pool' | 'log' | 'queue' | 'live'> & Pick<AuthDesk, 'authLive'>;

/** Whoever collects figures gives up after some seconds, and would have none at all. */
const withinMs = 2_000;

/**
 * Sets the figures that stand in the database, whichever process is at work: what projector and sealer would say of
 * themselves would stop with them. What cannot be told at the moment is left out, since an old figure
 * would look like a new one.
 */
export async function measure(needs: Needs, metrics: Metrics): Promise<void> {
  metrics.viewLag.set(Math.max(needs.live.lagMs(), needs.authLive.lagMs()) / 1_000);
  await Promise.all([
    unlessAway(projections(needs), (found) => {
      for (const gauge of [metrics.projectionLag, metrics.projectionLagEvents, metrics.projectionStopped])
        gauge.reset();
      for (const { name: projection, lagEvents, lagSeconds, stopped } of found ?? []) {
        metrics.projectionLag.set({ projection }, lagSeconds);
        metrics.projectionLagEvents.set({ projection }, lagEvents);
        metrics.projectionStopped.set({ projection }, stopped === undefined ? 0 : 1);
      }
    }),
    unlessAway(unsealedEvents(needs.log, countedEvents), (found) => metrics.sealLag.set(found ?? Number.NaN)),
    unlessAway(needs.queue.counts(), (found) => {
      metrics.jobs.reset();
      if (found === undefined) return;
      metrics.jobs.set({ state: 'waiting' }, found.waiting);
      metrics.jobs.set({ state: 'failed' }, found.failed);
    }),
  ]);
}

const projections = async ({ pool, log }: Needs) =>
  projectionHealth(pool, log.store, (await log.store.now()).getTime());

/** An outage is what these figures are to show, so that it fails nobody who asks for them. */
async function unlessAway<T>(asked: Promise<T>, tell: (found: T | undefined) => void): Promise<void> {
  tell(await Promise.race([asked.catch(() => undefined), delay(withinMs, undefined, { ref: false })]));
}
