import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const durations = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** What operators watch, one registry per deployment. Labels are codes and names from our own code, never ids. */
export type Metrics = ReturnType<typeof createMetrics>;

export function createMetrics(options: { readonly processMetrics: boolean } = { processMetrics: false }) {
  const registry = new Registry();
  const registers = [registry];
  if (options.processMetrics) collectDefaultMetrics({ register: registry });
  return {
    registry,
    requestDuration: new Histogram({
      name: 'bookward_http_request_duration_seconds',
      help: 'Time from the first byte of a request to the last of its answer.',
      labelNames: ['method', 'route', 'status'] as const,
      buckets: durations,
      registers,
    }),
    decisions: new Counter({
      name: 'bookward_access_decisions_total',
      help: 'Access decisions recorded.',
      labelNames: ['action', 'decision'] as const,
      registers,
    }),
    refusals: new Counter({
      name: 'bookward_refusals_total',
      help: 'Requests and commands refused, by stable code.',
      labelNames: ['code'] as const,
      registers,
    }),
    commandRetries: new Counter({
      name: 'bookward_command_retries_total',
      help: 'Commands decided again, because another writer came first (conflict) or the log was away (unavailable).',
      labelNames: ['because'] as const,
      registers,
    }),
    viewLag: new Gauge({
      name: 'bookward_decision_view_lag_seconds',
      help: 'Since when the deciding view may miss events.',
      registers,
    }),
    projectionLagEvents: new Gauge({
      name: 'bookward_projection_lag_events',
      help: 'Events that a projection has yet to take in.',
      labelNames: ['projection'] as const,
      registers,
    }),
    projectionLag: new Gauge({
      name: 'bookward_projection_lag_seconds',
      help: 'Age of the oldest event that a projection has yet to take in.',
      labelNames: ['projection'] as const,
      registers,
    }),
    projectionStopped: new Gauge({
      name: 'bookward_projection_stopped',
      help: '1 while an event that it cannot take in has stopped a projection.',
      labelNames: ['projection'] as const,
      registers,
    }),
    scoreDuration: new Histogram({
      name: 'bookward_score_duration_seconds',
      help: 'Time to score one batch of events.',
      buckets: durations,
      registers,
    }),
    jobs: new Gauge({
      name: 'bookward_queue_jobs',
      help: 'Jobs in the queue, by state.',
      labelNames: ['state'] as const,
      registers,
    }),
    sealLag: new Gauge({
      name: 'bookward_unsealed_events',
      help: 'Events recorded since the last seal.',
      registers,
    }),
  };
}
