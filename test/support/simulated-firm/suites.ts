import { scenarios, type FirmOptions, type Scenario } from '#detection/simulate/plan';
import { dayOfDate } from '#detection/time/instant';

const base: FirmOptions = {
  employees: 20,
  days: 365,
  seed: 1,
  firstDay: dayOfDate('2025-01-06'),
  rhythm: 'office',
  leakShare: 0.2,
  leaks: scenarios,
  benignLeaverShare: 0.1,
  handOverShare: 0.1,
  surges: 2,
  spread: 1,
};
const firms = (count: number, firstSeed: number, options: Partial<FirmOptions>): FirmOptions[] =>
  Array.from({ length: count }, (_, k) => ({
    ...base,
    ...options,
    seed: firstSeed + k,
    // Each firm sees the scenarios from another one on, so that small firms together see all.
    leaks: rotate(options.leaks ?? base.leaks, k * 2),
  }));
const rotate = (list: readonly Scenario[], by: number): Scenario[] =>
  list.map((_, k) => list[(k + by) % list.length] ?? 'thin_slice');

/** Sets of simulated firms. Seeds from 1,000 on are for tuning; those below are looked at only when reporting. */
export function suites(firstSeed: number, scale: number): Readonly<Record<string, readonly FirmOptions[]>> {
  return {
    'office of 75': firms(scale, firstSeed, { employees: 75, leakShare: 0.27 }),
    'offices of 20': firms(4 * scale, firstSeed + 20, { employees: 20 }),
    'offices of 8': firms(10 * scale, firstSeed + 60, {
      employees: 8,
      leakShare: 0.25,
      benignLeaverShare: 0.13,
      handOverShare: 0.13,
    }),
    'bursts of 40': firms(2 * scale, firstSeed + 100, { employees: 40, rhythm: 'bursts' }),
    'bursts of 20': firms(4 * scale, firstSeed + 120, { employees: 20, rhythm: 'bursts' }),
    'bursts of 8': firms(10 * scale, firstSeed + 160, {
      employees: 8,
      rhythm: 'bursts',
      leakShare: 0.25,
      benignLeaverShare: 0.13,
      handOverShare: 0.13,
    }),
  };
}
