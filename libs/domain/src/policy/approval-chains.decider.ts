import { Refusal } from '../refusal.js';
import type { ApprovalChain, ApprovalChainsPolicy, ApprovalLevel } from './approval-chains.js';
import { approvalSubjects, isUnconditional } from './approval-chains.js';
import { approvalChainsPublished } from './policy.events.js';
import { policyDecider } from './publish.js';

/** Every request of a subject finds exactly one chain, and every level can be passed. @throws Refusal `chain.empty`, `chain.invalid` */
export const approvalChainsDecider = policyDecider(
  (publication, policy: ApprovalChainsPolicy) => approvalChainsPublished.of({ ...publication, ...policy }),
  ({ chains }) => {
    chains.forEach((chain, index) => {
      const pointer = `/chains/${index}`;
      if (chain.levels.length === 0) throw new Refusal('chain.empty', 'The chain has no level.', `${pointer}/levels`);
      chain.levels.forEach((level, at) => mustBePassable(level, `${pointer}/levels/${at}`));
    });
    for (const subject of approvalSubjects) mustEndUnconditionally(chains.filter((chain) => chain.subject === subject));
  },
);

/** How many people a role names is known only when a request reaches the level. */
function mustBePassable({ approvers, mode }: ApprovalLevel, pointer: string): void {
  if (!('accountIds' in approvers)) return;
  const accounts = new Set(approvers.accountIds).size;
  if (accounts === 0) throw new Refusal('chain.empty', 'The level names nobody.', `${pointer}/approvers/accountIds`);
  if (typeof mode === 'object' && mode.k > accounts)
    throw new Refusal('chain.invalid', `${mode.k} of ${accounts} accounts can never approve.`, `${pointer}/mode/k`);
}

function mustEndUnconditionally(chains: readonly ApprovalChain[]): void {
  const first = chains.findIndex(isUnconditional);
  if (first === -1)
    throw new Refusal('chain.invalid', 'The last chain of a subject must match whatever is asked for.', '/chains');
  if (first < chains.length - 1)
    throw new Refusal('chain.invalid', 'A chain after one without a condition can never match.', '/chains');
  if (chains[first]?.when !== undefined)
    throw new Refusal('chain.invalid', 'The last chain of a subject has no “when”: leave it out.', '/chains');
}
