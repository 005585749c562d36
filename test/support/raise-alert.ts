import { alertRaised } from '#domain/alert/alert.events';
import { streams } from '#domain/streams';
import type { TestApi } from './api.js';
import { metadataBy } from './log.js';

type Raised = Parameters<(typeof alertRaised)['of']>[0];

export const part = {
  indicator: 'bulk_views',
  contribution: 4.5,
  observed: 212,
  expectedSelf: 14,
  expectedPeers: 18,
  eventCount: 1,
  events: ['event-1'],
};
let episodes = 0;

/** Raises an alert as the worker does; answers its id. */
export async function raiseAlert(
  api: Pick<TestApi, 'log' | 'now'>,
  employeeId: string | null,
  changes: Partial<Raised> = {},
): Promise<string> {
  episodes += 1;
  const alertId = `${employeeId}-${episodes}`;
  const at = api.now().toISOString();
  const event = alertRaised.of({
    alertId,
    employeeId: employeeId ?? '',
    episode: episodes,
    severity: 'high',
    score: 4.5,
    parts: [part],
    sentence: { key: 'bulk_views', values: { date: '2026-03-02', observed: 212, expectedSelf: 14, expectedPeers: 18 } },
    at,
    window: { from: at, to: at },
    model: { version: 'm-1', inputHash: 'h' },
    kind: 'live',
    delivery: 'now',
    resignationEventId: null,
    departure: null,
    ...changes,
  });
  await api.log.append(streams.alert(alertId), 'none', [event], metadataBy('system:worker', at));
  return alertId;
}
