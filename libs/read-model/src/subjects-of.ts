import { canariesPublished } from '#domain/policy/policy.events';

const one = ['employeeId', 'customerId', 'requestedBy', 'subjectId', 'developedBy', 'assignedTo'] as const;
const many = ['customerIds', 'subjects'] as const;

/** An event, or what is told of one. */
type Told = { readonly type: string; readonly data: Readonly<Record<string, unknown>> };

/** The employees and customers that an event is about; not who acted, unless upon themself. */
export function subjectsOf({ type, data: fields }: Told): readonly string[] {
  // Which customers are canaries is told to officers only, by the policy and nowhere else.
  if (type === canariesPublished.type) return [];
  const handedBetween = type === 'CustomerAssigned' ? [fields['from'], fields['to']] : [];
  const named = [
    ...one.map((field) => fields[field]),
    ...many.flatMap((field) => fields[field] ?? []),
    ...handedBetween,
  ];
  return [...new Set(named.filter((id) => typeof id === 'string'))];
}
