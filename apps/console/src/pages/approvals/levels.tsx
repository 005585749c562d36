import { useTranslations } from 'use-intl';
import type { components } from '../../api/schema';
import { Badge } from '../../ui/badge';
import type { Tone } from '../../ui/badge';
import { Panel } from '../../ui/page';
import { Time, Until } from '../../ui/time';
import { useApproverWords } from './approver-words';

type Approval = components['schemas']['Approval'];
type State = 'doneLevel' | 'nowLevel' | 'laterLevel' | 'stoppedLevel';
const tones = {
  doneLevel: 'good',
  nowLevel: 'notice',
  laterLevel: 'neutral',
  stoppedLevel: 'neutral',
} as const satisfies Record<State, Tone>;

function stateOf({ status, level }: Approval, index: number): State {
  if (index < level || status === 'granted') return 'doneLevel';
  if (status !== 'pending') return 'stoppedLevel';
  return index === level ? 'nowLevel' : 'laterLevel';
}

/** Every level in order: who decides, who has, and what happens when nobody does. */
export function Levels({ approval }: { readonly approval: Approval }) {
  const t = useTranslations('approvals');
  const terms = useTranslations('terms');
  const { who, howMany } = useApproverWords();
  return (
    <Panel title={t('who')}>
      <ol className="levels">
        {approval.levels.map((level, index) => {
          const state = stateOf(approval, index);
          return (
            <li key={level.name + String(index)}>
              <h3>
                <bdi>{level.name}</bdi> <Badge tone={tones[state]}>{t(state)}</Badge>
              </h3>
              <p>{t('whoHowMany', { who: who(level.approvers), howMany: howMany(level.mode) })}</p>
              {level.escalated ? <p className="quiet">{t('escalated')}</p> : null}
              {level.decisions.map(({ by, employee, decision, at, reason }) => (
                <p key={by} className="said">
                  <bdi>{employee.label}</bdi> {t(`decision.${decision}`)} · <Time at={at} />
                  <br />
                  <q>{reason}</q>
                </p>
              ))}
              {state === 'nowLevel' ? (
                <p className="quiet">
                  {t.rich('runsOutWhen', { when: () => <Until at={approval.expiresAt} /> })}{' '}
                  {level.escalated
                    ? t('timeoutLast')
                    : t('timeout', { hours: level.expiresAfterHours, role: terms(`role.${level.escalateTo.role}`) })}
                </p>
              ) : null}
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
