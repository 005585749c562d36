import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { Badge, sensitivityTone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { useKeysetList } from '../../ui/keyset-list';
import { Panel } from '../../ui/page';
import { Failed, Skeleton } from '../../ui/states';
import { Time } from '../../ui/time';

type Export = components['schemas']['Export'];

/** What the person asked to take along, and what became of it. */
export function PersonExports({ employeeId }: { readonly employeeId: string }) {
  const t = useTranslations('people.exports');
  const terms = useTranslations('terms');
  const common = useTranslations('common');
  const list = useKeysetList<Export>(['person-exports', employeeId], (cursor) =>
    answerOf(
      api.GET('/api/v1/exports', { params: { query: { employeeId, ...(cursor !== undefined && { cursor }) } } }),
    ),
  );
  return (
    <Panel title={t('title')}>
      <Failed error={list.error} onRetry={() => void list.refetch()} />
      {list.items === undefined && list.error === null ? <Skeleton /> : null}
      {list.items?.length === 0 ? <p>{t('none')}</p> : null}
      <ul className="similar">
        {list.items?.map(({ id, requestedAt, status, preview, rows, downloads }) => (
          <li key={id}>
            <Time at={requestedAt} /> <Badge>{terms(`exportStatus.${status}`)}</Badge>
            {preview.highestSensitivity === null ? null : (
              <>
                {' '}
                <Badge tone={sensitivityTone[preview.highestSensitivity]}>
                  {terms(`sensitivity.${preview.highestSensitivity}`)}
                </Badge>
              </>
            )}
            <p className="quiet">
              {t('rows', { rows: rows ?? preview.rows })} · {t('downloads', { count: downloads })}
            </p>
          </li>
        ))}
      </ul>
      {list.hasMore ? (
        <Button busy={list.isLoadingMore} onClick={list.loadMore}>
          {common('more')}
        </Button>
      ) : null}
    </Panel>
  );
}
