import type { ActivityRecord, EngineInput } from '../engine.js';
import { firstPolicy } from '../policy.js';
import { rhythms, scenarios } from '../simulate/plan.js';
import { seeded, type Random } from '../simulate/random.js';
import { simulateFirm } from '../simulate/simulate-firm.js';
import { dateOfDay, dayMs, isoOf, minuteMs, parseInstant } from '../time/instant.js';

const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Shanghai', 'Pacific/Auckland'] as const;
const firstDay = 20_100;

/**
 * Two months of a small firm to which everything happens that the engine can hear of: leaks, late records, imported
 * history, people in four time zones, and now and then a fact, a judgement or a change of the policy.
 */
export function eventfulFirm(seed: number): readonly EngineInput[] {
  const firm = simulateFirm({
    employees: 4 + (seed % 5),
    days: 60,
    seed,
    firstDay,
    rhythm: rhythms[seed % rhythms.length] ?? 'office',
    leakShare: 0.5,
    leaks: scenarios,
    benignLeaverShare: 0.13,
    handOverShare: 0.2,
    surges: 1,
    spread: 1,
  });
  const random = seeded(seed).fork('events');
  const people = firm.people.map((person, place) => ({ ...person, timezone: zones[place % zones.length] ?? 'UTC' }));
  const records = [...firm.days()]
    .flat()
    .map((record) => disturbed(record, random))
    .toSorted((a, b) => parseInstant(a.recordedAt) - parseInstant(b.recordedAt));
  const inputs: EngineInput[] = [policyAt(isoOf((firstDay - 3) * dayMs), 1, 500), ...people];
  for (const record of records) {
    if (random.chance(0.005)) inputs.push(anyFact(record, random, inputs.length));
    inputs.push({ kind: 'activity', record });
  }
  return inputs;
}

/** Some records arrive late, in order of receipt all the same, and some are history. */
function disturbed(record: ActivityRecord, random: Random): ActivityRecord {
  if (random.chance(0.02)) {
    return { ...record, recordedAt: isoOf(parseInstant(record.at) + random.between(1, 9 * 24 * 60) * minuteMs) };
  }
  if (!random.chance(0.01)) return record;
  return { ...record, history: true, at: isoOf(parseInstant(record.at) - random.between(0, 40) * dayMs) };
}

const policyAt = (recordedAt: string, version: number, viewsPerHour: number): EngineInput => ({
  kind: 'policy',
  recordedAt,
  version,
  policy: { ...firstPolicy, mode: 'on', caps: { ...firstPolicy.caps, viewsPerHour } },
});

function anyFact({ recordedAt, employee, objects }: ActivityRecord, random: Random, place: number): EngineInput {
  const today = Math.floor(parseInstant(recordedAt) / dayMs);
  const date = dateOfDay(today);
  const id = `h-${place}`;
  return random.pick<EngineInput>([
    { kind: 'hr', id, recordedAt, employee, fact: 'resignation_declared', date, lastWorkingDay: null },
    { kind: 'hr', id, recordedAt, employee, fact: 'resignation_withdrawn', date },
    { kind: 'hr', id, recordedAt, employee, fact: 'resignation_entered_in_error', date },
    { kind: 'hr', id, recordedAt, employee, fact: 'last_working_day', date },
    { kind: 'hr', id, recordedAt, employee, fact: 'left', date },
    {
      kind: 'disposition',
      recordedAt,
      employee,
      episode: null,
      from: dateOfDay(today - 20),
      to: date,
      verdict: random.pick(['confirmed', 'false_positive', 'insufficient_data'] as const),
    },
    { kind: 'assignment', recordedAt, object: objects[0] ?? 'c-1', from: 'e-1', to: employee },
    { kind: 'canaries', recordedAt, objects: ['c-5', 'c-77'] },
    policyAt(recordedAt, place, random.between(10, 40)),
    {
      kind: 'person',
      recordedAt,
      employee,
      team: random.pick(['north', 'south']),
      role: 'sales',
      region: 'cn',
      timezone: random.pick(zones),
      from: date,
      until: null,
    },
  ]);
}
