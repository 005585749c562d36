import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/page';
import { Load } from '../../ui/states';
import { oneOf, useUrlState } from '../../ui/url-state';
import { ActivityChart } from '../people/activity-chart';
import { activityQuery } from '../people/activity';
import type { Span } from '../people/activity';

const buckets = ['hour', 'day'] as const;
const hourMs = 3_600_000;
/** What is shown before and after the time in question. */
const around = { hour: 36 * hourMs, day: 30 * 24 * hourMs } as const;
const longest = { hour: 31 * 24 * hourMs, day: 399 * 24 * hourMs } as const;

/** The whole buckets around the time in question. */
function spanAround({ from, to }: Span, bucket: (typeof buckets)[number]): Span {
  const step = bucket === 'hour' ? hourMs : 24 * hourMs;
  const end = Math.ceil((Date.parse(to) + around[bucket] / 3) / step) * step;
  const start = Math.floor((Date.parse(from) - around[bucket]) / step) * step;
  return {
    from: new Date(Math.max(start, end - longest[bucket])).toISOString(),
    to: new Date(end).toISOString(),
  };
}

type Props = { readonly employeeId: string; readonly window: Span };

/** What the person did around the time in question, beside what is usual for them and for colleagues. */
export function Timeline({ employeeId, window }: Props) {
  const t = useTranslations('people.activity');
  const isShort = Date.parse(window.to) - Date.parse(window.from) < 48 * hourMs;
  const [{ bucket = isShort ? 'hour' : 'day' }, change] = useUrlState((raw) => ({
    bucket: oneOf(buckets, raw['bucket']),
  }));
  const span = spanAround(window, bucket);
  const query = useQuery(activityQuery(employeeId, span, bucket));
  return (
    <Panel
      title={t('title')}
      actions={
        <div className="actions">
          {buckets.map((each) => (
            <Button
              key={each}
              look="quiet"
              aria-pressed={each === bucket}
              onClick={() => change({ bucket: each }, { replace: true })}
            >
              {t(each)}
            </Button>
          ))}
        </div>
      }
    >
      <Load of={query} lines={6}>
        {({ items }) => <ActivityChart items={items} span={span} bucket={bucket} flagged={window} />}
      </Load>
    </Panel>
  );
}
