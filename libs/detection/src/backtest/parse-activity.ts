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
import { shapeOf, splitTexts, type LineShape } from './line-shape.js';
import { minuteMs, parseInstant } from '../time/instant.js';

/** Why a line was refused; stable. */
export type Reject =
  | 'json.malformed'
  | 'field.missing'
  | 'field.type'
  | 'action.unknown'
  | 'value.unknown'
  | 'rows.negative'
  | 'instant.malformed'
  | 'at.future'
  | 'recorded.backwards';

const knownActions: ReadonlySet<unknown> = new Set(actions);
const knownKinds: ReadonlySet<unknown> = new Set(kinds);
const knownSensitivities: ReadonlySet<unknown> = new Set(sensitivities);
const knownPortfolios: ReadonlySet<unknown> = new Set(['own', 'team', 'other', 'unknown']);
const futureMs = 5 * minuteMs;
const noObjects: readonly string[] = [];

/**
 * Reads lines of an activity file. Never guesses: what is not as documented is refused with its reason.
 * Written by hand and not with a schema library: hundreds of thousands of lines are read each second.
 */
export class ActivityParser {
  private shape: LineShape | null = null;
  private fields: Given = {};

  parse(line: string): ActivityRecord | Reject {
    const captured = this.shape === null ? null : this.shape.pattern.exec(line);
    if (captured !== null && this.shape !== null) {
      fill(this.fields, this.shape.keys, captured);
      return checked(this.fields);
    }
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return 'json.malformed';
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'json.malformed';
    const record = value as Readonly<Record<string, unknown>>;
    const read = checked(record);
    if (typeof read !== 'string') this.takeShape(record);
    return read;
  }

  /** Fields are used again from line to line, and begin anew with each shape. */
  private takeShape(record: Readonly<Record<string, unknown>>): void {
    this.shape = shapeOf(record);
    this.fields = {};
  }
}

type Given = { -readonly [K in keyof ActivityRecord]?: unknown };

/** What a line gave, by key; keys that no record has are passed over. */
function fill(fields: Given, keys: readonly string[], captured: RegExpExecArray): void {
  for (let at = 0; at < keys.length; at += 1) {
    const value = captured[at + 1];
    switch (keys[at] ?? '') {
      case 'id':
        fields.id = value;
        break;
      case 'at':
        fields.at = value;
        break;
      case 'recordedAt':
        fields.recordedAt = value;
        break;
      case 'employee':
        fields.employee = value;
        break;
      case 'action':
        fields.action = value;
        break;
      case 'kind':
        fields.kind = value;
        break;
      case 'objects':
        fields.objects = splitTexts(value ?? '');
        break;
      case 'rows':
        fields.rows = Number(value);
        break;
      case 'sensitivity':
        fields.sensitivity = value;
        break;
      case 'portfolio':
        fields.portfolio = value;
        break;
      case 'outcome':
        fields.outcome = value;
        break;
      case 'channel':
        fields.channel = value;
        break;
      case 'device':
        fields.device = value;
        break;
      case 'destination':
        fields.destination = value;
        break;
      case 'bytes':
        fields.bytes = Number(value);
        break;
    }
  }
}

function checked(given: Given): ActivityRecord | Reject {
  const { id, at, employee, action } = given;
  if (id === undefined || at === undefined || employee === undefined || action === undefined) return 'field.missing';
  if (!isText(id) || typeof at !== 'string' || !isText(employee)) return 'field.type';
  if (!knownActions.has(action)) return 'action.unknown';
  const recordedAt = given.recordedAt ?? at;
  if (typeof recordedAt !== 'string') return 'field.type';
  const occurred = parseInstant(at);
  const recorded = recordedAt === at ? occurred : parseInstant(recordedAt);
  if (Number.isNaN(occurred) || Number.isNaN(recorded)) return 'instant.malformed';
  if (occurred > recorded + futureMs) return 'at.future';
  const kind = given.kind ?? null;
  const sensitivity = given.sensitivity ?? null;
  const portfolio = given.portfolio ?? 'unknown';
  const outcome = given.outcome ?? 'allowed';
  const isKnown =
    (kind === null || knownKinds.has(kind)) &&
    (sensitivity === null || knownSensitivities.has(sensitivity)) &&
    knownPortfolios.has(portfolio) &&
    (outcome === 'allowed' || outcome === 'denied');
  if (!isKnown) return 'value.unknown';
  const objects = given.objects ?? noObjects;
  if (!isTexts(objects)) return 'field.type';
  const rows = given.rows ?? objects.length;
  const bytes = given.bytes ?? 0;
  if (!isCount(rows) || !isCount(bytes)) return 'field.type';
  if (rows < 0 || bytes < 0) return 'rows.negative';
  const device = given.device ?? null;
  const destination = given.destination ?? null;
  const channel = given.channel ?? null;
  if (!isTextOrNull(device) || !isDestination(destination) || !isTextOrNull(channel)) return 'field.type';
  return {
    id,
    at,
    recordedAt,
    employee,
    action: action as Action,
    kind: kind as Kind | null,
    objects,
    rows,
    sensitivity: sensitivity as Sensitivity | null,
    portfolio: portfolio as Portfolio,
    outcome,
    channel,
    device,
    destination,
    bytes,
  };
}

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 256;
const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value);
const isDestination = (value: unknown): value is string | null =>
  value === null ||
  (typeof value === 'string' &&
    (value.startsWith('internal:') || value.startsWith('external:') || value.startsWith('removable:')));
function isTexts(value: unknown): value is readonly string[] {
  if (!Array.isArray(value)) return false;
  for (const one of value) if (!isText(one)) return false;
  return true;
}
