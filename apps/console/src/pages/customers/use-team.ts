import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import { useMe } from '../../session/session';

/** The people of one's own team, for whoever works with customers. */
export function useTeam() {
  const { data: me } = useMe();
  const { data } = useQuery({
    queryKey: ['team'],
    queryFn: () => answerOf(api.GET('/api/v1/teams/mine')),
    enabled: me?.roles.some((role) => role === 'manager' || role === 'salesperson') === true,
    staleTime: 600_000,
  });
  return data;
}
