import type { paths } from '../../api/schema';

export type DetectionBody = NonNullable<
  paths['/api/v1/policies/detection']['put']['requestBody']
>['content']['application/json'];

/** Every indicator that a policy may name. */
export type Catalogue =
  paths['/api/v1/policies/detection']['get']['responses'][200]['content']['application/json']['catalogue'];

/** What an editor starts from while nothing is published: scored, nothing raised. */
const firstDraft: DetectionBody = {
  mode: 'shadow',
  budget: { alertsPerMonth: 1 },
  indicators: {},
  caps: { exportRowsPerDay: 1_000, exportRows: 500, viewsPerHour: 150 },
  calendar: { timezone: 'UTC', workingHours: { from: '08:00', to: '19:00', days: [1, 2, 3, 4, 5] }, holidays: [] },
  peers: ['role', 'team', 'region'],
  lookBackDays: 90,
};

export const draftOf = (published: DetectionBody | null): DetectionBody => {
  if (published === null) return firstDraft;
  const { mode, budget, indicators, caps, calendar, peers, lookBackDays } = published;
  return { mode, budget, indicators, caps, calendar, peers, lookBackDays };
};

type Setting = DetectionBody['indicators'][string];
/** A setting that says nothing is left out: the indicator keeps its default. */
export function withSetting(
  indicators: DetectionBody['indicators'],
  code: string,
  { enabled, weight }: Setting,
): DetectionBody['indicators'] {
  const setting = {
    ...(enabled === false && { enabled }),
    ...(weight !== undefined && !Number.isNaN(weight) && { weight }),
  };
  const { [code]: _, ...others } = indicators;
  return Object.keys(setting).length === 0 ? others : { ...others, [code]: setting };
}
