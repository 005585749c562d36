import type { RecordedFact } from '#event-store/codec';
import type { Log } from '#event-store/log';
import type { Clock } from '#platform/clock';
import type { SqlPool } from '#platform/postgres';
import { positionBefore, readDecisionSnapshot } from '#read-model/queries/decision-snapshot';
import { startLiveView } from '../view/live-view.js';
import type { LiveView } from '../view/live-view.js';
import { decidingTypes, DecisionView, isDeciding, limitedTypes } from './decision-view.js';
import type { ExternalIds } from './external-ids.js';

type Needs = {
  readonly log: Log;
  readonly pool: SqlPool;
  readonly externalIds: ExternalIds;
  readonly clock: Clock;
  /** Told when the view can no longer follow the log: it answers nothing from then on. */
  readonly onDefect: (error: unknown) => void;
};
export type LiveDecisionView = { readonly view: DecisionView; readonly live: LiveView };

/** A local day anywhere on earth began less than this ago. */
const longestDayMs = 27 * 3_600_000;
/** Corrections and erasures make external ids lead elsewhere, or nowhere. */
const changesExternalIds = ['EmployeeDetailsCorrected', 'CustomerDetailsChanged', 'SubjectKeyDestroyed'] as const;

/** Fills the view from the read models and today's accesses, then follows the log. */
export function startDecisionView(needs: Needs): LiveDecisionView {
  const { log, pool, externalIds, onDefect } = needs;
  const view = new DecisionView();
  const live = startLiveView<RecordedFact>({
    load: async () => {
      const position = await readDecisionSnapshot(pool, {
        employee: (employee) => view.people.putEmployee(employee),
        account: (account) => view.people.putAccount(account),
        customer: (customer) => view.customers.register(customer),
        tiers: (policy) => (view.policies.tiers = policy),
        chains: (policy) => (view.policies.chains = policy),
      });
      await countToday(needs, view, position);
      return position;
    },
    subscribe: (from, signal) =>
      log.facts.subscribe({ from, signal, filter: { types: [...decidingTypes, ...changesExternalIds] } }),
    apply: (event) => (isDeciding(event) ? view.apply(event) : externalIds.forget()),
    onDefect,
  });
  return { view, live };
}

/** Usage is counted from the accesses themselves: the read models keep no count by local day. */
async function countToday({ log, pool, clock }: Needs, view: DecisionView, until: string): Promise<void> {
  const from = await positionBefore(pool, new Date(clock().getTime() - longestDayMs).toISOString());
  for await (const event of log.facts.readAll({ from, filter: { types: limitedTypes } })) {
    if (event.position > until) return;
    if (isDeciding(event)) view.apply(event);
  }
}
