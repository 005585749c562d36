import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { paths } from '../../api/schema';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Facts, Panel } from '../../ui/page';
import { Failed } from '../../ui/states';
import { useSubmit } from '../../ui/submit';
import { Day } from '../../ui/time';
import type { DetectionBody } from './detection-draft';

type Result = paths['/api/v1/policies/detection/simulations']['post']['responses'][200]['content']['application/json'];

const severityTone = { elevated: 'notice', high: 'warning', critical: 'danger' } as const;

/** Which alerts of the last 30 days the draft would have gained and lost. */
export function Simulation({ draft }: { readonly draft: DetectionBody }) {
  const t = useTranslations('rules.detection');
  const { submit, isBusy, error, output } = useSubmit(async (body: DetectionBody) => ({
    of: body,
    result: await answerOf(api.POST('/api/v1/policies/detection/simulations', { body })),
  }));
  return (
    <Panel
      title={t('result')}
      actions={
        <Button look="primary" busy={isBusy} onClick={() => submit(draft)}>
          {t('simulate')}
        </Button>
      }
    >
      <div aria-live="polite">
        {isBusy ? <p>{t('simulating')}</p> : null}
        <Failed error={error} />
        {output === undefined || isBusy ? null : (
          <>
            {output.of === draft ? null : <p className="banner">{t('outdated')}</p>}
            <Facts
              of={[
                [t('now'), String(output.result.alertsPerMonth.now)],
                [t('draft'), String(output.result.alertsPerMonth.draft)],
              ]}
            />
            <h3>{t('gained', { count: String(output.result.alertsGained.length) })}</h3>
            <Alerts of={output.result.alertsGained} />
            <h3>{t('lost', { count: String(output.result.alertsLost.length) })}</h3>
            <Alerts of={output.result.alertsLost} />
          </>
        )}
      </div>
    </Panel>
  );
}

function Alerts({ of }: { readonly of: Result['alertsGained'] }) {
  const t = useTranslations('rules.detection');
  const terms = useTranslations('terms');
  if (of.length === 0) return <p className="quiet">{t('noneGained')}</p>;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('date')}</th>
          <th scope="col">{t('who')}</th>
          <th scope="col">{t('team')}</th>
          <th scope="col">{t('severity')}</th>
        </tr>
      </thead>
      <tbody>
        {of.map(({ employee, date, team, role, severity }) => (
          <tr key={employee.id + date + severity}>
            <td>
              <Day on={date} />
            </td>
            <td>
              <bdi>{employee.label}</bdi>
            </td>
            <td>
              <bdi>
                {team} · {role}
              </bdi>
            </td>
            <td>
              <Badge tone={severityTone[severity]}>{terms(`severity.${severity}`)}</Badge>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
