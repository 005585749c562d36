import { countOpenAlerts } from '#read-model/queries/alerts';
import { countWaitingApprovals } from '#read-model/queries/approvals';
import { deciderOf } from '../approvals/candidate.js';
import type { Desk } from '../desk.js';
import type { Person } from '../http/principal.js';
import { defineQuery } from '../use-case.js';

type Asked = { readonly reader: Person; readonly now: string };

/** What waits for the reader; of alerts only an officer is told, and never of those about oneself. */
export const showWaiting = defineQuery(
  'ShowWaiting',
  async (desk: Pick<Desk, 'pool' | 'view'>, { reader, now }: Asked) => {
    const [approvals, alerts] = await Promise.all([
      countWaitingApprovals(desk.pool, deciderOf(desk, reader, now)),
      reader.roles.includes('security_officer') ? countOpenAlerts(desk.pool, reader.employeeId ?? undefined) : null,
    ]);
    return { approvals, alerts };
  },
);
