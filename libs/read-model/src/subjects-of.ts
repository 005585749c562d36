import type { ProjectedEvent } from './projection.js';

const one = ['employeeId', 'customerId', 'requestedBy', 'subjectId', 'developedBy', 'assignedTo'] as const;
const many = ['customerIds', 'subjects'] as const;

/** The employees and customers that an event is about; not who acted, unless upon themself. */
export function subjectsOf({ type, data }: Pick<ProjectedEvent, 'type' | 'data'>): readonly string[] {
  // Which customers are canaries is told to officers only, by the policy and nowhere else.
  if (type === 'CanariesPublished') return [];
  const fields: Readonly<Record<string, unknown>> = data;
  const handedBetween = type === 'CustomerAssigned' ? [fields['from'], fields['to']] : [];
  const named = [
    ...one.map((field) => fields[field]),
    ...many.flatMap((field) => fields[field] ?? []),
    ...handedBetween,
  ];
  return [...new Set(named.filter((id) => typeof id === 'string'))];
}
