import type { AuditEvent } from './event-query';

/** A line beside the rows: events of one action, or a cause and what it brought about. */
export type Thread = {
  readonly kind: 'action' | 'cause';
  /** Rows that it touches, rising. */
  readonly rows: readonly number[];
  readonly lane: number;
};

type Linked = Pick<AuditEvent, 'id' | 'correlationId' | 'causationId'>;
/** Beyond these, lines would say less than the words beside them. */
export const mostLanes = 5;

/** The lines between events that are in the list, each in a lane of its own where they overlap. */
export function threadsOf(events: readonly Linked[]): readonly Thread[] {
  const rowOf = new Map(events.map(({ id }, row) => [id, row]));
  const actions = new Map<string, number[]>();
  const effects = new Map<string, number[]>();
  events.forEach(({ correlationId, causationId }, row) => {
    push(actions, correlationId, row);
    if (causationId !== null && rowOf.has(causationId)) push(effects, causationId, row);
  });
  const lines = [
    ...[...effects].map(([cause, rows]) => ({ kind: 'cause' as const, rows: [rowOf.get(cause) ?? 0, ...rows] })),
    ...[...actions.values()].filter((rows) => rows.length > 1).map((rows) => ({ kind: 'action' as const, rows })),
  ].sort((a, b) => start(a) - start(b));

  const freeFrom: number[] = [];
  return lines.flatMap((line) => {
    const found = freeFrom.findIndex((row) => row < start(line));
    const lane = found === -1 ? freeFrom.length : found;
    if (lane >= mostLanes) return [];
    freeFrom[lane] = line.rows.at(-1) ?? 0;
    return [{ ...line, lane }];
  });
}

const start = ({ rows }: { readonly rows: readonly number[] }): number => rows[0] ?? 0;

function push(lists: Map<string, number[]>, key: string, row: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [row]);
  else list.push(row);
}
