import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { SelectField } from '../../ui/field';
import { Facts, Panel } from '../../ui/page';
import { Load } from '../../ui/states';
import { oneOf, useUrlState } from '../../ui/url-state';
import { ActivityChart } from './activity-chart';
import { activityQuery } from './activity';
import type { ActivityBucket } from './activity';
import { useAsOf } from './as-of';

const lengths = ['7', '30', '90', '365'] as const;
const actions = [
  'view',
  'search',
  'list',
  'reveal',
  'copy',
  'print',
  'export',
  'download',
  'share',
  'api_read',
] as const;
const dayMs = 86_400_000;

/** Accesses by kind of action, and how many devices they came from. */
export function PersonActivity({ employeeId }: { readonly employeeId: string }) {
  const t = useTranslations('people');
  const terms = useTranslations('terms.action');
  const { day, today } = useAsOf();
  const [{ days = '30' }, change] = useUrlState((raw) => ({ days: oneOf(lengths, String(raw['days'])) }));
  // Whole days, so that the same question has the same answer while one looks.
  const to = new Date(Date.parse(day ?? today) + dayMs);
  const span = { from: new Date(to.getTime() - Number(days) * dayMs).toISOString(), to: to.toISOString() };
  const query = useQuery(activityQuery(employeeId, span, 'day'));
  return (
    <Panel
      title={t('activity.recent')}
      actions={
        <SelectField
          label={t('range.label')}
          value={days}
          options={lengths.map((value) => ({ value, label: t('range.last', { days: Number(value) }) }))}
          onChange={({ target }) => change({ days: oneOf(lengths, target.value) })}
        />
      }
    >
      <Load of={query} lines={6}>
        {({ items }) => (
          <>
            {items.length === 0 ? null : (
              <Facts
                of={[
                  ...actions
                    .map((action) => [terms(action), sumOf(items, action)] as const)
                    .filter(([, count]) => count > 0),
                  [t('activity.mostDevices'), Math.max(...items.map(({ devices }) => devices))],
                ]}
              />
            )}
            <ActivityChart items={items} span={span} bucket="day" />
          </>
        )}
      </Load>
    </Panel>
  );
}

const sumOf = (items: readonly ActivityBucket[], action: string): number =>
  items.reduce((sum, { byAction }) => sum + (byAction[action] ?? 0), 0);
