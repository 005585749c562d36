import { answerOf, api } from '../../api/client';

/** One export by its id; nothing is asked without one. */
export const exportQuery = (id: string | undefined) => ({
  queryKey: ['exports', 'one', id] as const,
  queryFn: () => answerOf(api.GET('/api/v1/exports/{id}', { params: { path: { id: id ?? '' } } })),
  enabled: id !== undefined,
});
