import '../../styles/desk.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { components, paths } from '../../api/schema';
import { Button } from '../../ui/button';
import { SelectField, TextArea, TextField } from '../../ui/field';
import { valuesOf } from '../../ui/form';
import { PageFrame } from '../../ui/page';
import { Failed, Skeleton } from '../../ui/states';
import { useSubmit } from '../../ui/submit';
import { say } from '../../ui/toasts';
import { Unsaved } from '../../ui/unsaved';
import { FieldChoice } from './field-choice';
import { exportQuery } from './export-query';
import { FilterChoice, useFilter } from './filter-choice';
import { PreviewPanel, usePreview } from './preview';

type Request = NonNullable<paths['/api/v1/exports']['post']['requestBody']>['content']['application/json'];

/** Ask for an export, and see beforehand what it releases and who has to approve. */
export function Page() {
  const t = useTranslations('exports');
  const { again } = useFilter();
  const before = useQuery(exportQuery(again));
  return (
    <PageFrame title={t('new')}>
      {before.isLoading ? <Skeleton lines={8} /> : <RequestForm before={before.data} />}
    </PageFrame>
  );
}

/** `before`: the request that is asked anew, with whatever was to be changed. */
function RequestForm({ before }: { readonly before: components['schemas']['Export'] | undefined }) {
  const t = useTranslations('exports');
  const navigate = useNavigate();
  const client = useQueryClient();
  const { filter, ...choice } = useFilter();
  const [isChanged, setChanged] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>(before?.fields ?? []);
  const [isAsked, setAsked] = useState(false);
  const preview = usePreview(filter, chosen);
  const exportable = preview.data?.exportableFields ?? [];
  // What another selection does not have is not asked for.
  const fields = preview.isPlaceholderData ? chosen : chosen.filter((field) => exportable.includes(field));
  const { submit, isBusy, error, fault } = useSubmit(
    (body: Request, key) =>
      answerOf(api.POST('/api/v1/exports', { params: { header: { 'Idempotency-Key': key } }, body })),
    async ({ id }) => {
      say(t('requested'));
      await client.invalidateQueries({ queryKey: ['exports'], refetchType: 'none' });
      await navigate({ to: `/exports/${id}`, ignoreBlocker: true });
    },
  );
  return (
    <div className="columns">
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (fields.length === 0) return;
          const { purpose = '', recipient = '', format } = valuesOf(event.currentTarget);
          submit({ filter, fields: [...fields], format: format === 'jsonl' ? 'jsonl' : 'csv', purpose, recipient });
        }}
      >
        {isChanged ? <Unsaved /> : null}
        <FilterChoice {...choice} filter={filter} fault={fault('/filter/ids')} />
        <FieldChoice
          exportable={preview.data?.exportableFields}
          isRefused={preview.isError}
          chosen={fields}
          onChoose={(names) => {
            setChanged(true);
            setChosen(names);
          }}
          fault={fault('/fields') ?? (isAsked && fields.length === 0 ? t('chooseField') : undefined)}
        />
        <SelectField
          label={t('format')}
          name="format"
          defaultValue={before?.format}
          options={(['csv', 'jsonl'] as const).map((value) => ({ value, label: t(`formats.${value}`) }))}
        />
        <TextArea
          label={t('purpose')}
          hint={t('purposeHint')}
          name="purpose"
          defaultValue={before?.purpose ?? ''}
          required
          maxLength={2_000}
          fault={fault('/purpose')}
          onChange={() => setChanged(true)}
        />
        <TextField
          label={t('recipient')}
          hint={t('recipientHint')}
          name="recipient"
          defaultValue={before?.recipient ?? ''}
          required
          maxLength={2_000}
          autoComplete="off"
          fault={fault('/recipient')}
          onChange={() => setChanged(true)}
        />
        <Failed error={error} />
        <Button type="submit" look="primary" busy={isBusy}>
          {t('submit')}
        </Button>
      </form>
      <PreviewPanel of={preview} />
    </div>
  );
}
