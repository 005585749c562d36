import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { useMayPublish } from './policy-frame';

/** Accounts to choose from, for administrators; others may not list them. */
export function useAccounts(): readonly components['schemas']['Account'][] {
  const { data } = useQuery({
    queryKey: ['accounts', 'to-choose-from'],
    queryFn: () => answerOf(api.GET('/api/v1/accounts', { params: { query: { limit: 200 } } })),
    enabled: useMayPublish(),
  });
  return data?.items ?? [];
}
