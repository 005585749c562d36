import { useInfiniteQuery } from '@tanstack/react-query';
import type { QueryKey } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';

type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };

/** A list that the api hands out page by page, by sealed cursors; `items` is what has come so far. */
export function useKeysetList<T>(
  queryKey: QueryKey,
  load: (cursor: string | undefined) => Promise<Page<T>>,
  options: { readonly enabled?: boolean; readonly staleTime?: number } = {},
) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page<T>) => page.nextCursor ?? undefined,
    ...options,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data]);
  return {
    items,
    error: query.error,
    refetch: query.refetch,
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    loadMore,
  };
}
export type KeysetList<T> = Omit<ReturnType<typeof useKeysetList<T>>, 'items' | 'refetch'> & {
  readonly items: readonly T[] | undefined;
  readonly refetch: () => unknown;
};

/** A list that is there at once, as `ListTable` takes it. */
export const wholeList = <T>(
  items: readonly T[] | undefined,
  query: Pick<KeysetList<T>, 'error' | 'refetch'> = { error: null, refetch: () => undefined },
): KeysetList<T> => ({
  items,
  error: query.error,
  refetch: query.refetch,
  hasMore: false,
  isLoadingMore: false,
  loadMore: () => undefined,
});
