import { renderSentence } from '#detection/messages/render-sentence';
import { Refusal } from '#domain/refusal';
import type { AlertStatus, Severity } from '#domain/values';
import { findAlert, findAlerts, listAlerts } from '#read-model/queries/alerts';
import type { AlertHistoryEntry, AlertRecord } from '#read-model/queries/alerts';
import { pageOf } from '#read-model/queries/page';
import type { PageRequest } from '#read-model/queries/page';
import { alertsBefore, dispositionsOf } from '#read-model/queries/similar-alerts';
import type { Queryable } from '#read-model/sql';
import type { Person } from '../http/principal.js';
import { localeFor } from '../language.js';
import { labelsFor } from '../labels/labels.js';
import { shownParts } from './alert-part.js';
import { likeness } from './likeness.js';
import { defineQuery } from '../use-case.js';

type Needs = { readonly pool: Queryable };
type Reading = {
  readonly reader: Person;
  /** What the request asks for, if anything. */
  readonly language?: string | undefined;
  readonly now: string;
};
type Listing = Reading & {
  readonly filter: {
    readonly status?: AlertStatus | undefined;
    readonly severity?: Severity | undefined;
    readonly employeeId?: string | undefined;
    readonly delivery?: 'now' | 'digest' | undefined;
  };
  readonly page: PageRequest;
};

/** Alerts, newest first, but for those about the reader. */
export const showAlerts = defineQuery('ShowAlerts', async (desk: Needs, { filter, page, ...reading }: Listing) => {
  const exceptEmployee = reading.reader.employeeId ?? undefined;
  const found = await listAlerts(desk.pool, { ...filter, exceptEmployee }, page);
  const show = await showing(desk, reading, found.items);
  return { items: found.items.map(show), next: found.next };
});

type Asked = Reading & { readonly alertId: string };

/** @throws Refusal `not_found`, also about oneself */
export const showAlert = defineQuery('ShowAlert', async (desk: Needs, { alertId, ...reading }: Asked) => {
  const alert = await mustFind(desk, reading.reader, alertId);
  const show = await showing(desk, reading, [alert]);
  return { revision: alert.revision, body: { ...show(alert), history: alert.history.map(shownEntry) } };
});

type AskedSimilar = Asked & { readonly page: PageRequest };

/**
 * Earlier alerts with the most similar mix of indicators and what officers made of them: of other people too, but for
 * the reader. @throws Refusal `not_found`, also about oneself
 */
export const showSimilarAlerts = defineQuery(
  'ShowSimilarAlerts',
  async (desk: Needs, { alertId, page, ...reading }: AskedSimilar) => {
    const { reader } = reading;
    const alert = await mustFind(desk, reader, alertId);
    const past = await alertsBefore(desk.pool, alertId, reader.employeeId ?? undefined);
    const alike = past
      .map(({ id, mix }) => ({ id, similarity: likeness(alert.parts, mix) }))
      .filter(({ similarity }) => similarity > 0)
      // The newest first among equals, as they came.
      .sort((a, b) => b.similarity - a.similarity);
    const from = Number(page.after?.[0] ?? 0);
    const { items, next } = pageOf(alike.slice(from), page, () => [String(from + page.limit)]);
    const ids = items.map(({ id }) => id);
    const [alerts, dispositions] = await Promise.all([findAlerts(desk.pool, ids), dispositionsOf(desk.pool, ids)]);
    const show = await showing(desk, reading, alerts);
    const similarities = new Map(items.map(({ id, similarity }) => [id, similarity]));
    return {
      items: alerts.map((found) => ({
        ...show(found),
        similarity: similarities.get(found.id) ?? 0,
        disposition: dispositions.get(found.id) ?? null,
      })),
      next,
    };
  },
);

async function mustFind({ pool }: Needs, { employeeId }: Person, alertId: string) {
  const alert = await findAlert(pool, alertId);
  if (alert === undefined || alert.employeeId === employeeId) throw new Refusal('not_found', 'There is no such alert.');
  return alert;
}

/** In the reader's language, and by the label that the reader sees the person under. */
async function showing(desk: Needs, { reader, language, now }: Reading, alerts: readonly AlertRecord[]) {
  const [locale, label] = await Promise.all([
    localeFor(desk.pool, reader, language),
    labelsFor(
      desk,
      reader,
      alerts.map(({ employeeId }) => employeeId),
      now,
    ),
  ]);
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
    parts: shownParts(alert.parts, locale),
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
