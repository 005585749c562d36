import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import { Problem } from '../../api/problem';
import type { paths } from '../../api/schema';
import { useProblemWords } from '../../messages/problem-words';
import { Badge, sensitivityTone } from '../../ui/badge';
import { Facts, Panel } from '../../ui/page';
import { Load } from '../../ui/states';
import { useApproverWords } from '../approvals/approver-words';

type Route = paths['/api/v1/exports/previews']['post'];
type Preview = Route['responses'][200]['content']['application/json'];
export type Filter = NonNullable<Route['requestBody']>['content']['application/json']['filter'];

/** What a request would release and who would decide, as it is being filled in. Nobody's data is read for it. */
export const usePreview = (filter: Filter, fields: readonly string[]) =>
  useQuery({
    queryKey: ['exports', 'preview', filter, fields],
    queryFn: () => answerOf(api.POST('/api/v1/exports/previews', { body: { filter, fields: [...fields] } })),
    placeholderData: keepPreviousData,
  });

export function PreviewPanel({ of }: { readonly of: ReturnType<typeof usePreview> }) {
  const t = useTranslations('exports.preview');
  const wordsOf = useProblemWords();
  return (
    <Panel title={t('title')}>
      <div aria-live="polite" aria-busy={of.isFetching}>
        {of.error instanceof Problem && of.error.status === 422 ? (
          // A rule that such a request would break is news, not a failure: asking again changes nothing.
          <p className="banner">{wordsOf(of.error)}</p>
        ) : (
          <Load of={of} lines={6}>
            {(preview) => <Shown preview={preview} />}
          </Load>
        )}
      </div>
    </Panel>
  );
}

function Shown({ preview }: { readonly preview: Preview }) {
  const t = useTranslations('exports.preview');
  const terms = useTranslations('terms');
  const common = useTranslations('common');
  const { who } = useApproverWords();
  const { rows, leftOut, highestSensitivity: level, chain, grantHours } = preview;
  return (
    <div className="details">
      {rows > 0 ? null : <p className="banner">{t('noRows')}</p>}
      <Facts
        of={[
          [
            t('rows'),
            <strong key="rows" className="count">
              {rows}
            </strong>,
          ],
          ...(leftOut === 0 ? [] : ([[t('leftOut'), t('leftOutDetail', { count: leftOut })]] as const)),
          [
            t('highest'),
            level === null ? (
              t('noLevel')
            ) : (
              <Badge tone={sensitivityTone[level]}>{terms(`sensitivity.${level}`)}</Badge>
            ),
          ],
          [
            t('approvers'),
            <ol key="approvers" className="plain">
              {chain.map(({ level: name, approvers }) => (
                <li key={name}>
                  <bdi>{name}</bdi>
                  {common('colon')}
                  {who(approvers)}
                </li>
              ))}
            </ol>,
          ],
        ]}
      />
      <p className="quiet">{t('afterwards', { hours: grantHours })}</p>
    </div>
  );
}
