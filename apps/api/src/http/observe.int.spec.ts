import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { eventually } from '#test/support/person';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

describe('what is measured of a request', () => {
  it('is its duration, by the template of its route and never by its address', async () => {
    const admin = await api.signIn('admin');
    await admin.get('/employees/somebody-in-particular/tier');
    await fetch(`${api.url}/api/v1/nothing/somebody-in-particular`);
    const metrics = await eventually(
      async () => (await fetch(`${api.url}/metrics`)).text(),
      (text) => text.includes('route="none"') && text.includes('/tier"'),
    );
    expect(metrics).toMatch(
      /bookward_http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/employees\/:id\/tier",status="404"\} 1/,
    );
    expect(metrics).not.toContain('somebody-in-particular');
  });
});

describe('what is measured of the system', () => {
  const measured = async (): Promise<string> => (await fetch(`${api.url}/metrics`)).text();

  it('is how far reads, seals and decisions are behind, though whoever works on it works elsewhere or not at all', async () => {
    await api.withoutProjector(async () => {
      await api.hire();
      const metrics = await measured();
      expect(metrics).toMatch(/bookward_projection_lag_events\{projection="employees"\} [1-9]/);
      expect(metrics).toMatch(/bookward_projection_stopped\{projection="employees"\} 0/);
      expect(metrics).toMatch(/bookward_unsealed_events [1-9]/);
      expect(metrics).toMatch(/bookward_decision_view_lag_seconds 0\.\d/);
      expect(metrics).toMatch(/bookward_queue_jobs\{state="waiting"\} 0/);
    });
    const settled = await eventually(measured, (text) =>
      text.includes('bookward_projection_lag_events{projection="employees"} 0'),
    );
    expect(settled).toContain('bookward_projection_lag_seconds{projection="employees"} 0');
  });
});
