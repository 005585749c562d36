import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api, taggedAnswerOf } from '../../api/client';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea } from '../../ui/field';
import { valuesOf } from '../../ui/form';
import { PageFrame, Panel } from '../../ui/page';
import { Failed, Load } from '../../ui/states';
import { useSubmit } from '../../ui/submit';
import { say } from '../../ui/toasts';
import { Unsaved } from '../../ui/unsaved';
import { Versions } from './versions';

/** The customers that nobody has a reason to touch. */
export function Page() {
  const t = useTranslations('policies.canaries');
  const query = useQuery({
    queryKey: ['canaries'],
    queryFn: () => taggedAnswerOf(api.GET('/api/v1/policies/detection/canaries')),
  });
  return (
    <PageFrame title={t('title')}>
      <Load of={query}>
        {({ body: { current, versions, accounts }, etag }) => (
          <>
            <Panel title={current === null ? t('none') : t('now', { count: current.customerIds.length })}>
              <p className="hint">{t('explain')}</p>
              <CanaryForm key={current?.version ?? 0} customerIds={current?.customerIds ?? []} etag={etag} />
            </Panel>
            {versions.length === 0 ? null : <Versions versions={versions} accounts={accounts} />}
          </>
        )}
      </Load>
    </PageFrame>
  );
}

type Props = { readonly customerIds: readonly string[]; readonly etag: string | null };

function CanaryForm({ customerIds, etag }: Props) {
  const t = useTranslations('policies.canaries');
  const common = useTranslations('common');
  const client = useQueryClient();
  const [isChanged, setChanged] = useState(false);
  const [toPublish, setToPublish] = useState<readonly string[] | null>(null);
  const { submit, isBusy, error } = useSubmit(
    (ids: readonly string[]) =>
      answerOf(
        api.PUT('/api/v1/policies/detection/canaries', {
          params: { header: etag === null ? {} : { 'If-Match': etag } },
          body: { customerIds: [...ids] },
        }),
      ),
    async () => {
      say(t('published'));
      await client.invalidateQueries({ queryKey: ['canaries'] });
    },
  );
  return (
    <form
      className="form"
      onChange={() => setChanged(true)}
      onSubmit={(event) => {
        event.preventDefault();
        const { ids = '' } = valuesOf(event.currentTarget);
        setToPublish(ids.split(/[\s,;]+/).filter((id) => id !== ''));
      }}
    >
      {isChanged ? <Unsaved /> : null}
      <TextArea
        label={t('ids')}
        hint={t('hint')}
        name="ids"
        rows={6}
        spellCheck={false}
        defaultValue={customerIds.join('\n')}
      />
      <Failed error={error} />
      <Button type="submit" look="primary" busy={isBusy}>
        {t('publish')}
      </Button>
      {toPublish === null ? null : (
        <Dialog title={t('confirm.title')} onClose={() => setToPublish(null)}>
          <p>{t('confirm.detail', { count: toPublish.length })}</p>
          <div className="actions">
            <Button
              look="primary"
              onClick={() => {
                submit(toPublish);
                setToPublish(null);
              }}
            >
              {common('confirm')}
            </Button>
            <Button onClick={() => setToPublish(null)}>{common('cancel')}</Button>
          </div>
        </Dialog>
      )}
    </form>
  );
}
