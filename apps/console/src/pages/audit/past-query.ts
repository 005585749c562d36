import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import { Problem } from '../../api/problem';
import type { AuditEvent } from './event-query';

const settlesWithinMs = 2_000;
const mostPages = 10;

export const entityKinds = ['employee', 'customer', 'approval', 'export', 'alert'] as const;
/** `employee:<id>` and so on. */
export const entityShape = /^(employee|customer|approval|export|alert):[A-Za-z0-9_-]{1,80}$/;

/** Nothing is recorded any more at a moment two seconds ago. */
export const settledNow = (): number => Date.now() - settlesWithinMs;

const isUnsettled = (error: unknown): boolean => error instanceof Problem && error.code === 'asof.unsettled';

/** The thing as it was. A moment that is not settled yet is asked for again when it must be. */
export function useStateAt(entity: string, at: string | undefined) {
  const query = useQuery({
    queryKey: ['audit', 'as-of', entity, at],
    enabled: at !== undefined,
    staleTime: Infinity,
    placeholderData: (previous) => previous,
    queryFn: () => answerOf(api.GET('/api/v1/audit/as-of', { params: { query: { entity, at: at ?? '' } } })),
    retry: (failures, error) => isUnsettled(error) && failures < 5,
    retryDelay: settlesWithinMs,
  });
  return { ...query, isSettling: query.isFetching && isUnsettled(query.failureReason) };
}

/** Every event of the thing's own stream, oldest first. */
export const useLifetime = (entity: string) =>
  useQuery({
    queryKey: ['audit', 'lifetime', entity],
    queryFn: async (): Promise<readonly AuditEvent[]> => {
      const events: AuditEvent[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < mostPages; page++) {
        const found = await answerOf(
          api.GET('/api/v1/audit/streams/{name}', {
            params: {
              path: { name: entity.replace(':', '-') },
              query: { limit: 200, ...(cursor !== undefined && { cursor }) },
            },
          }),
        );
        events.push(...found.items);
        if (found.nextCursor === null) break;
        cursor = found.nextCursor;
      }
      return events;
    },
  });
