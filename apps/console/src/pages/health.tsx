import '../styles/admin.css';
import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import { answerOf, api } from '../api/client';
import type { components } from '../api/schema';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Facts, PageFrame, Panel } from '../ui/page';
import { Load } from '../ui/states';

type Health = components['schemas']['Health'];
type ReadModel = Health['projections'][number];
/** The product promises to be about a second behind; people notice from about here on. */
const lateSeconds = 10;
const isWell = ({ stopped, lagSeconds }: ReadModel): boolean => stopped === undefined && lagSeconds < lateSeconds;

/** Whether everything keeps up: read models, queue, event store. */
export function Page() {
  const t = useTranslations('admin.health');
  const health = useQuery({
    queryKey: ['health'],
    queryFn: () => answerOf(api.GET('/api/v1/system/health')),
    // Nobody's data, and looked at while something is wrong.
    refetchInterval: 10_000,
  });
  return (
    <PageFrame
      title={t('title')}
      actions={
        <Button busy={health.isFetching} onClick={() => void health.refetch()}>
          {t('refresh')}
        </Button>
      }
    >
      <Load of={health} lines={8}>
        {(found) => <Shown health={found} />}
      </Load>
    </PageFrame>
  );
}

function Shown({ health: { projections, queue, store } }: { readonly health: Health }) {
  const t = useTranslations('admin.health');
  const format = useFormatter();
  const behind = projections.filter((one) => !isWell(one)).length;
  const counted = (count: number | null): string => (count === null ? t('unreachable') : format.number(count));
  return (
    <>
      <p role="status" className={behind === 0 ? 'quiet spaced' : 'banner'}>
        {behind === 0 ? t('well') : t('behind', { count: behind })}
      </p>
      <div className="columns">
        <Panel title={t('queue')}>
          <Facts
            of={[
              [t('backend'), queue.backend],
              [t('waiting'), counted(queue.waiting)],
              [t('failed'), counted(queue.failed)],
            ]}
          />
        </Panel>
        <Panel title={t('store')}>
          <Facts
            of={[
              [t('kind'), store.kind],
              [t('position'), <code key="position">{store.position}</code>],
            ]}
          />
        </Panel>
      </div>
      <Panel title={t('projections')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('name')}</th>
              <th scope="col">{t('lag')}</th>
              <th scope="col">{t('state')}</th>
            </tr>
          </thead>
          <tbody>
            {projections.map((one) => (
              <tr key={one.name}>
                <th scope="row">
                  <code>{one.name}</code>
                </th>
                <td>
                  {t('events', { count: one.lagEvents })}
                  {one.lagEvents === 0 ? '' : ` · ${t('seconds', { seconds: Math.round(one.lagSeconds * 10) / 10 })}`}
                </td>
                <td>
                  <State of={one} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
    </>
  );
}

function State({ of }: { readonly of: ReadModel }) {
  const t = useTranslations('admin.health');
  if (of.stopped !== undefined) return <Badge tone="danger">{t('stopped', { why: of.stopped })}</Badge>;
  return isWell(of) ? <Badge tone="good">{t('runs')}</Badge> : <Badge tone="warning">{t('late')}</Badge>;
}
