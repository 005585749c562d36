import type { AuditEvent } from './event-query';

const longest = 160;
const isId = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

/** The telling scalars of an event in one line: no ids, no empty values. */
export function summaryOf({ data }: Pick<AuditEvent, 'data'>): string {
  const parts = Object.entries(data).flatMap(([name, value]) => {
    const text = shortOf(value);
    return text === undefined ? [] : [`${name} ${text}`];
  });
  const line = parts.join(' · ');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

function shortOf(value: unknown): string | undefined {
  if (typeof value === 'number') return value === 0 ? undefined : String(value);
  if (typeof value === 'string') return value === '' || isId.test(value) || value.length > 40 ? undefined : value;
  if (Array.isArray(value)) {
    const texts = value.filter((item): item is string => typeof item === 'string' && !isId.test(item));
    return texts.length === 0 ? undefined : texts.slice(0, 4).join(', ');
  }
  return undefined;
}

type Subject = { readonly kind: 'employee' | 'customer'; readonly id: string };
const employeeFields = ['employeeId', 'requestedBy', 'developedBy', 'assignedTo'] as const;
const mostSubjects = 6;

/** Whom an event is about: those whose pseudonym a reader may lift. */
export function subjectsOf({ data }: Pick<AuditEvent, 'data'>): readonly Subject[] {
  const employees = employeeFields.map((name) => data[name]);
  const customers = [
    data['customerId'],
    ...(Array.isArray(data['customerIds']) ? (data['customerIds'] as unknown[]) : []),
  ];
  const found: Subject[] = [
    ...ids(employees).map((id) => ({ kind: 'employee' as const, id })),
    ...ids(customers).map((id) => ({ kind: 'customer' as const, id })),
    ...(['employee', 'customer'] as const)
      .filter((kind) => kind === data['subjectKind'])
      .flatMap((kind) => ids([data['subjectId']]).map((id) => ({ kind, id }))),
  ];
  return found.filter(({ id }, index) => found.findIndex((other) => other.id === id) === index).slice(0, mostSubjects);
}

const ids = (values: readonly unknown[]): readonly string[] =>
  values.filter((value): value is string => typeof value === 'string');

/** The thing whose past a stream holds, as `/as-of` names it; undefined for other streams. */
export function entityOfStream(stream: string): string | undefined {
  const [, kind, id] = /^(employee|customer|approval|export|alert)-(.+)$/.exec(stream) ?? [];
  return kind === undefined ? undefined : `${kind}:${id}`;
}
