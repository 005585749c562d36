import { renderSentence } from '#detection/messages/render-sentence';
import { Refusal } from '#domain/refusal';
import type { AlertStatus, Severity } from '#domain/values';
import { findAccount } from '#read-model/queries/accounts';
import { findAlert, listAlerts } from '#read-model/queries/alerts';
import type { AlertHistoryEntry, AlertRecord } from '#read-model/queries/alerts';
import type { PageRequest } from '#read-model/queries/page';
import type { Queryable } from '#read-model/sql';
import type { Person } from '../http/principal.js';
import { labelsFor } from '../labels/labels.js';
import { defineQuery } from '../use-case.js';

type Needs = { readonly pool: Queryable };
type Listing = {
  readonly reader: Person;
  readonly filter: {
    readonly status?: AlertStatus | undefined;
    readonly severity?: Severity | undefined;
    readonly employeeId?: string | undefined;
    readonly delivery?: 'now' | 'digest' | undefined;
  };
  readonly page: PageRequest;
  readonly now: string;
};

/** Alerts, newest first, but for those about the reader. */
export const showAlerts = defineQuery('ShowAlerts', async (desk: Needs, { reader, filter, page, now }: Listing) => {
  const exceptEmployee = reader.employeeId ?? undefined;
  const found = await listAlerts(desk.pool, { ...filter, exceptEmployee }, page);
  const show = await showing(desk, reader, found.items, now);
  return { items: found.items.map(show), next: found.next };
});

type Asked = { readonly reader: Person; readonly alertId: string; readonly now: string };

/** @throws Refusal `not_found`, also about oneself */
export const showAlert = defineQuery('ShowAlert', async (desk: Needs, { reader, alertId, now }: Asked) => {
  const alert = await findAlert(desk.pool, alertId);
  if (alert === undefined || alert.employeeId === reader.employeeId)
    throw new Refusal('not_found', 'There is no such alert.');
  const show = await showing(desk, reader, [alert], now);
  return { revision: alert.revision, body: { ...show(alert), history: alert.history.map(shownEntry) } };
});

/** In the reader's language, and by the label that the reader sees the person under. */
async function showing(desk: Needs, reader: Person, alerts: readonly AlertRecord[], now: string) {
  const [account, label] = await Promise.all([
    findAccount(desk.pool, reader.accountId),
    labelsFor(
      desk,
      reader,
      alerts.map(({ employeeId }) => employeeId),
      now,
    ),
  ]);
  const locale = account?.locale ?? 'en';
  return ({ employeeId, sentence, ...alert }: AlertRecord) => ({
    id: alert.id,
    employee: { id: employeeId, label: label(employeeId) },
    episode: alert.episode,
    kind: alert.kind,
    delivery: alert.delivery,
    severity: alert.severity,
    status: alert.status,
    verdict: alert.verdict,
    raisedAt: alert.raisedAt,
    updatedAt: alert.updatedAt,
    crossedAt: alert.crossedAt,
    sentence: renderSentence(sentence, locale),
    score: alert.score,
    parts: alert.parts,
    window: alert.window,
    departure: alert.departure,
    model: alert.model,
    history: [] as readonly ReturnType<typeof shownEntry>[],
  });
}

const shownEntry = ({ what, at, by, severity, score, verdict, reason }: AlertHistoryEntry) => ({
  what,
  at,
  by,
  ...(severity !== null && { severity, score }),
  ...(verdict !== null && { verdict, reason }),
});
