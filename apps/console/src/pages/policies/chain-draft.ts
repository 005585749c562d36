import type { paths } from '../../api/schema';

export type ChainsBody = NonNullable<
  paths['/api/v1/policies/approval-chains']['put']['requestBody']
>['content']['application/json'];
export type Chain = ChainsBody['chains'][number];
export type Level = Chain['levels'][number];
export type When = NonNullable<Chain['when']>;

export const newLevel = (name: string): Level => ({
  name,
  mode: 'any',
  approvers: { role: 'manager', of: 'requester_team' },
  expiresAfterHours: 24,
  escalateTo: { role: 'security_officer' },
});
export const firstDraft = (name: string): ChainsBody => ({
  chains: [{ subject: 'export', levels: [newLevel(name)] }],
  exportRowCap: 500,
  exportGrantHours: 24,
});

/** Conditions that say nothing are left out, and a chain without any has no `when`. */
export function withWhen({ when: _, ...chain }: Chain, { minRows, minSensitivity, requesterDeparting }: When): Chain {
  const when = {
    ...(minRows !== undefined && !Number.isNaN(minRows) && { minRows }),
    ...(minSensitivity !== undefined && { minSensitivity }),
    ...(requesterDeparting !== undefined && { requesterDeparting }),
  };
  return Object.keys(when).length === 0 ? chain : { ...chain, when };
}
