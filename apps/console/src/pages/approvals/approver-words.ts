import { useTranslations } from 'use-intl';
import type { components } from '../../api/schema';

type Level = components['schemas']['Approval']['levels'][number];
export type Approvers = Level['approvers'];
export type Mode = Level['mode'];

/** Who a level's approvers are, and how many of them have to agree. */
export function useApproverWords() {
  const t = useTranslations('approvals');
  const terms = useTranslations('terms');
  return {
    who: (approvers: Approvers): string => {
      if ('accountIds' in approvers) return t('approver.accounts', { count: approvers.accountIds.length });
      const role = terms(`role.${approvers.role}`);
      return approvers.of === undefined ? role : t('approver.team', { role });
    },
    howMany: (mode: Mode): string =>
      typeof mode === 'string' ? t(`mode.${mode}`) : t('mode.some', { k: String(mode.k) }),
  };
}
