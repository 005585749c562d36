import { describe, expect, it } from '@jest/globals';
import { createMetrics } from './metrics.js';

describe('metrics', () => {
  it('name their units, so that nobody guesses', async () => {
    const names = (await createMetrics().registry.getMetricsAsJSON()).map((metric) => metric.name);
    const withoutUnit = names.filter((name) => !/^bookward_\w+(_seconds|_total|_events|_jobs|_stopped)$/.test(name));
    expect(withoutUnit).toEqual([]);
    expect(names.length).toBeGreaterThan(8);
  });

  it('of two deployments in one process do not mix', async () => {
    const one = createMetrics();
    const other = createMetrics();
    one.refusals.inc({ code: 'sod.self' });
    expect(await one.registry.metrics()).toContain('bookward_refusals_total{code="sod.self"} 1');
    expect(await other.registry.metrics()).not.toContain('sod.self');
  });
});
