import { budgetPerPerson } from '../backtest/backtest-policy.js';
import type { SimulatedFirm } from './simulate-firm.js';

const csv = (header: string, rows: readonly (readonly (string | null)[])[]): string =>
  [header, ...rows.map((row) => row.map((cell) => cell ?? '').join(','))].join('\n').concat('\n');

export const peopleCsv = ({ people }: SimulatedFirm): string =>
  csv(
    'employee,team,role,region,timezone,from,until',
    people.map(({ employee, team, role, region, timezone, from, until }) => [
      employee,
      team,
      role,
      region,
      timezone,
      from,
      until,
    ]),
  );
export const hrCsv = ({ hr }: SimulatedFirm): string =>
  csv(
    'employee,recordedAt,fact,date',
    hr.map(({ employee, recordedAt, fact, date }) => [employee, recordedAt, fact, date]),
  );
export const labelsCsv = ({ labels }: SimulatedFirm): string =>
  csv(
    'employee,scenario,start,end',
    labels.map(({ employee, scenario, start, end }) => [employee, scenario, start, end]),
  );
export const policyJson = ({ plan, canaries, holidays }: SimulatedFirm): string =>
  `${JSON.stringify(
    {
      mode: 'on',
      budget: { alertsPerMonth: budgetPerPerson * plan.options.employees },
      indicators: {},
      caps: { exportRowsPerDay: 1_000, exportRows: 200, viewsPerHour: 400 },
      calendar: {
        timezone: 'Asia/Shanghai',
        workingHours: { from: '08:30', to: '18:30', days: [1, 2, 3, 4, 5] },
        holidays,
      },
      peers: ['role', 'team', 'region'],
      lookBackDays: 90,
      canaries,
    },
    null,
    2,
  )}\n`;
