import type { Kind } from '#domain/values';
import type { Details } from './mask.js';

/** The value of `<kind>.<field>`; undefined where the customer has none, though every object has a “constructor”. */
export function fieldValue(details: Details, field: string): string | undefined {
  const dot = field.indexOf('.');
  const [kind, name] = [field.slice(0, dot) as Kind, field.slice(dot + 1)];
  const fields = Object.hasOwn(details, kind) ? details[kind] : undefined;
  return fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
}
