import { openDeployment } from '#cli/deployment';
import { alertRaised } from '#domain/alert/alert.events';
import { streams } from '#domain/streams';
import type { Log } from '#event-store/log';
import { readConfig } from '#platform/config';
import { createLogger } from '#platform/logger';
import { appendYear } from '../bench/simulated-year.js';
import { metadataBy } from './log.js';

export type FirmSize = {
  readonly people: number;
  readonly customers: number;
  readonly workingDays: number;
  readonly alerts: number;
};

const isLong = process.env['TRIALS'] === 'long';

/** A year with 5,000 customers and 10,000 alerts: 250,000 events of 20 people, and in the long form a million of 84. */
export const bigFirm: FirmSize = { people: isLong ? 84 : 20, customers: 5_000, workingDays: 250, alerts: 10_000 };

/** Adds a whole firm's past to the log of a data folder, beside whatever runs on it. @returns how many events */
export async function addFirm(data: string, { alerts, ...size }: FirmSize): Promise<number> {
  const deployment = await openDeployment(readConfig({ BOOKWARD_DATA: data }), {
    logger: createLogger('error'),
    supervise: false,
  });
  try {
    const { employeeIds, events } = await appendYear(deployment.log, size);
    for (let first = 0; first < alerts; first += atOnce)
      await Promise.all(
        Array.from({ length: Math.min(atOnce, alerts - first) }, (_, n) =>
          raise(deployment.log, employeeIds[(first + n) % employeeIds.length] ?? '', first + n + 1),
        ),
      );
    return events + alerts;
  } finally {
    await deployment.close();
  }
}

const atOnce = 32;
const severities = ['elevated', 'high', 'critical'] as const;

async function raise(log: Log, employeeId: string, episode: number): Promise<void> {
  const at = new Date(Date.UTC(2026, 0, 1) + episode * 60_000).toISOString();
  const alertId = `${employeeId}-${episode}`;
  const part = {
    indicator: 'bulk_views',
    contribution: 4.5,
    observed: 212,
    expectedSelf: 14,
    expectedPeers: 18,
    eventCount: 0,
    events: [],
  };
  const event = alertRaised.of({
    alertId,
    employeeId,
    episode,
    severity: severities[episode % severities.length] ?? 'high',
    score: part.contribution,
    parts: [part],
    sentence: {
      key: 'bulk_views',
      values: { date: at.slice(0, 10), observed: 212, expectedSelf: 14, expectedPeers: 18 },
    },
    at,
    window: { from: at, to: at },
    model: { version: 'bench', inputHash: 'bench' },
    kind: 'live',
    delivery: 'now',
    resignationEventId: null,
    departure: null,
  });
  await log.append(streams.alert(alertId), 'none', [event], metadataBy('system:worker', at));
}
