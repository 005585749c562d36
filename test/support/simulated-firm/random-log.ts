import type { Action } from '#domain/values';
import type { ActivityRecord } from '#detection/engine';
import { seeded } from '#detection/simulate/random';
import type { SimulatedFirm } from '#detection/simulate/simulate-firm';
import { dateOfDay, dayMs, isoOf } from '#detection/time/instant';

const actions: readonly Action[] = [
  'sign_in',
  'view',
  'search',
  'list',
  'reveal',
  'copy',
  'print',
  'export',
  'download',
  'share',
  'api_read',
];
const destinations = [null, null, 'internal:c', 'removable:b', 'external:a', 'external:b', 'external:c'] as const;
const portfolios = ['own', 'team', 'other', 'unknown'] as const;

/** A firm whose every act is drawn at random, day and night: there is nothing to find in it. */
export function randomLog(seed: number, employees: number, firstDay: number, days: number): RandomFirm {
  const random = seeded(seed);
  const staff = Array.from({ length: employees }, (_, n) => ({ id: `e-${n + 1}`, pace: random.logNormal(10, 0.7) }));
  return {
    labels: [],
    hr: [],
    holidays: [],
    people: staff.map(({ id }, n) => ({
      kind: 'person',
      recordedAt: isoOf((firstDay - 1) * dayMs),
      employee: id,
      team: `team-${n % 3}`,
      role: 'sales',
      region: 'anywhere',
      timezone: 'UTC',
      from: dateOfDay(firstDay - 300),
      until: null,
    })),
    *days() {
      for (let day = firstDay; day < firstDay + days; day += 1) {
        yield staff
          .flatMap(({ id, pace }) => Array.from({ length: random.poisson(pace) }, () => recordAt(id, day)))
          .sort((a, b) => (a.at < b.at ? -1 : 1));
      }
    },
  };

  function recordAt(employee: string, day: number): ActivityRecord {
    const at = isoOf(day * dayMs + random.between(0, dayMs - 1));
    return {
      id: `${employee}-${day}-${random.between(0, 2 ** 40)}`,
      at,
      recordedAt: at,
      employee,
      action: random.pick(actions),
      kind: random.pick(['basic', 'contact', 'quote', 'contract']),
      objects: random.chance(0.7) ? [`c-${random.between(1, 300)}`] : [],
      rows: random.pick([1, 1, 1, 5, 20]),
      sensitivity: random.pick(['internal', 'confidential', 'trade_secret']),
      portfolio: random.pick(portfolios),
      outcome: random.chance(0.03) ? 'denied' : 'allowed',
      channel: 'web',
      device: `d-${random.between(1, 3)}`,
      destination: random.pick(destinations),
      bytes: 0,
    };
  }
}
export type RandomFirm = Pick<SimulatedFirm, 'labels' | 'hr' | 'people' | 'holidays' | 'days'>;
