import {
  actions,
  kinds,
  sensitivities,
  type Action,
  type Kind,
  type Portfolio,
  type Sensitivity,
} from '#domain/values';
import type { ActivityRecord } from '../engine.js';
import { minuteMs, parseInstant } from '../time/instant.js';

/** Why a line was refused; stable. */
export type Reject =
  | 'json.malformed'
  | 'field.missing'
  | 'field.type'
  | 'action.unknown'
  | 'value.unknown'
  | 'rows.negative'
  | 'bytes.negative'
  | 'instant.malformed'
  | 'at.future'
  | 'recorded.backwards';

const knownActions: ReadonlySet<unknown> = new Set(actions);
const knownKinds: ReadonlySet<unknown> = new Set(kinds);
const knownSensitivities: ReadonlySet<unknown> = new Set(sensitivities);
const knownPortfolios: ReadonlySet<unknown> = new Set(['own', 'team', 'other', 'unknown']);
const noObjects: readonly string[] = [];

/** Reads a line of an activity file. Never guesses: what is not as documented is refused with its reason. */
export function parseActivity(line: string): ActivityRecord | Reject {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'json.malformed';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'json.malformed';
  return checked(value);
}

type Given = { readonly [K in keyof ActivityRecord]?: unknown };

function checked(given: Given): ActivityRecord | Reject {
  const { id, at, employee, action } = given;
  if (id === undefined || at === undefined || employee === undefined || action === undefined) return 'field.missing';
  if (!isText(id) || typeof at !== 'string' || !isText(employee)) return 'field.type';
  if (!isAction(action)) return 'action.unknown';
  const recordedAt = given.recordedAt ?? at;
  if (typeof recordedAt !== 'string') return 'field.type';
  const occurred = parseInstant(at);
  const recorded = recordedAt === at ? occurred : parseInstant(recordedAt);
  if (Number.isNaN(occurred) || Number.isNaN(recorded)) return 'instant.malformed';
  if (isFuture(occurred, recorded)) return 'at.future';
  const kind = given.kind ?? null;
  const sensitivity = given.sensitivity ?? null;
  const portfolio = given.portfolio ?? 'unknown';
  const outcome = given.outcome ?? 'allowed';
  const isKnown =
    (kind === null || isKind(kind)) &&
    (sensitivity === null || isSensitivity(sensitivity)) &&
    isPortfolio(portfolio) &&
    isOutcome(outcome);
  if (!isKnown) return 'value.unknown';
  const objects = given.objects ?? noObjects;
  if (!isTexts(objects)) return 'field.type';
  const rows = given.rows ?? objects.length;
  const bytes = given.bytes ?? 0;
  if (!isCount(rows) || !isCount(bytes)) return 'field.type';
  if (rows < 0) return 'rows.negative';
  if (bytes < 0) return 'bytes.negative';
  const device = given.device ?? null;
  const destination = given.destination ?? null;
  const channel = given.channel ?? null;
  if (
    !(device === null || isAnyText(device)) ||
    !(destination === null || isDestination(destination)) ||
    !(channel === null || isAnyText(channel))
  )
    return 'field.type';
  return {
    id,
    at,
    recordedAt,
    employee,
    action,
    kind,
    objects,
    rows,
    sensitivity,
    portfolio,
    outcome,
    channel,
    device,
    destination,
    bytes,
  };
}

const futureMs = 5 * minuteMs;
/** Clocks differ a little; what is further ahead of its recording cannot be. */
export const isFuture = (occurred: number, recorded: number): boolean => occurred > recorded + futureMs;
export const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 256;
export const isAnyText = (value: unknown): value is string => typeof value === 'string';
export const isAction = (value: unknown): value is Action => knownActions.has(value);
export const isKind = (value: unknown): value is Kind => knownKinds.has(value);
export const isSensitivity = (value: unknown): value is Sensitivity => knownSensitivities.has(value);
export const isPortfolio = (value: unknown): value is Portfolio => knownPortfolios.has(value);
export const isOutcome = (value: unknown): value is ActivityRecord['outcome'] =>
  value === 'allowed' || value === 'denied';
export const isDestination = (value: unknown): value is string =>
  typeof value === 'string' &&
  (value.startsWith('internal:') || value.startsWith('external:') || value.startsWith('removable:'));
const isCount = (value: unknown): value is number => Number.isSafeInteger(value);
function isTexts(value: unknown): value is readonly string[] {
  if (!Array.isArray(value)) return false;
  for (const one of value) if (!isText(one)) return false;
  return true;
}
