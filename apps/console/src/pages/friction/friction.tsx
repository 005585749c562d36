import '../../styles/desk.css';
import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { SelectField } from '../../ui/field';
import { PageFrame } from '../../ui/page';
import { Empty, Load } from '../../ui/states';
import { oneOf, useUrlState } from '../../ui/url-state';

const days = { week: 7, month: 30, quarter: 90 } as const;
const ranges = ['week', 'month', 'quarter'] as const;
const dayMs = 86_400_000;

/** Where the rules slow the team down, by action: sums only, and none for a small team. */
export function Page() {
  const t = useTranslations('approvals.friction');
  const [{ range = 'month' }, change] = useUrlState((raw) => ({ range: oneOf(ranges, raw['range']) }));
  const friction = useQuery({
    queryKey: ['friction', range],
    queryFn: () => {
      const from = new Date(Date.now() - days[range] * dayMs).toISOString();
      return answerOf(api.GET('/api/v1/teams/mine/friction', { params: { query: { from } } }));
    },
  });
  return (
    <PageFrame title={t('title')}>
      <p className="quiet lead">{t('lead')}</p>
      <div className="filters">
        <SelectField
          label={t('range')}
          value={range}
          onChange={({ target }) => change({ range: oneOf(ranges, target.value) })}
          options={ranges.map((value) => ({ value, label: t(`ranges.${value}`) }))}
        />
      </div>
      <Load of={friction} lines={6}>
        {({ suppressed, people, items }) => {
          if (suppressed) return <Empty title={t('suppressed', { people })}>{t('suppressedDetail')}</Empty>;
          if (items.length === 0) return <Empty title={t('none')}>{t('noneDetail')}</Empty>;
          return <Sums items={items} />;
        }}
      </Load>
    </PageFrame>
  );
}

function Sums({ items }: { readonly items: components['schemas']['Friction']['items'] }) {
  const t = useTranslations('approvals.friction');
  const terms = useTranslations('terms');
  const common = useTranslations('common');
  const format = useFormatter();
  return (
    <div className="scroll" role="region" aria-label={t('title')} tabIndex={0}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t('action')}</th>
            <th scope="col">{t('allowed')}</th>
            <th scope="col">{t('denied')}</th>
            <th scope="col">{t('share')}</th>
            <th scope="col">{t('blockedThenApproved')}</th>
            <th scope="col">{t('medianHoursWaited')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ action, allowed, denied, blockedThenApproved, medianHoursWaited }) => {
            const share = denied / Math.max(1, allowed + denied);
            return (
              <tr key={action}>
                <th scope="row">{terms(`action.${action}`)}</th>
                <td>{format.number(allowed)}</td>
                <td>{format.number(denied)}</td>
                <td>
                  <meter value={share} aria-hidden /> {format.number(share, { style: 'percent' })}
                </td>
                <td>{format.number(blockedThenApproved)}</td>
                <td>
                  {medianHoursWaited === null
                    ? common('notAvailable')
                    : t('hours', { hours: Math.round(medianHoursWaited * 10) / 10 })}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
