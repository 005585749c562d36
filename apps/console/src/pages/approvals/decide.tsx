import { useQueryClient } from '@tanstack/react-query';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { Button } from '../../ui/button';
import { TextArea } from '../../ui/field';
import { Panel } from '../../ui/page';
import { focusContent } from '../../ui/focus';
import { Failed } from '../../ui/states';
import { useSubmit } from '../../ui/submit';
import { say } from '../../ui/toasts';
import { Unsaved } from '../../ui/unsaved';

type Decision = 'approve' | 'reject' | 'return';

/** Approve, reject or return with a reason, and what each of them leads to. */
export function Decide({ approval: { id, level, levels } }: { readonly approval: components['schemas']['Approval'] }) {
  const t = useTranslations('approvals');
  const common = useTranslations('common');
  const client = useQueryClient();
  const reason = useRef<HTMLTextAreaElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const [isTyped, setTyped] = useState(false);
  useLayoutEffect(() => {
    const here = form.current;
    return () => {
      // What is decided leaves the page; whoever pressed its button goes on with what came of it.
      if (here?.contains(document.activeElement) === true) focusContent();
    };
  }, []);
  const { submit, isBusy, error, fault } = useSubmit(
    (body: { decision: Decision; reason: string }, key) =>
      answerOf(
        api.POST('/api/v1/approvals/{id}/decisions', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    async (_, { decision }) => {
      say(t(`decided.${decision}`));
      await Promise.all(['approvals', 'exports'].map((name) => client.invalidateQueries({ queryKey: [name] })));
    },
  );
  const next = levels[level + 1];
  return (
    <Panel title={t('decide')}>
      <form
        ref={form}
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          const pressed = event.nativeEvent.submitter;
          const decision = (['approve', 'reject', 'return'] as const).find(
            (name) => name === pressed?.dataset['decision'],
          );
          submit({ decision: decision ?? 'return', reason: reason.current?.value ?? '' });
        }}
      >
        {isTyped ? <Unsaved /> : null}
        <TextArea
          ref={reason}
          label={common('reason')}
          hint={t('reasonHint')}
          fault={fault('/reason')}
          required
          maxLength={2_000}
          onChange={({ target }) => setTyped(target.value !== '')}
        />
        <Failed error={error} />
        <div className="actions">
          <Button type="submit" look="primary" busy={isBusy} data-decision="approve">
            {t('approve')}
          </Button>
          <Button type="submit" busy={isBusy} data-decision="return">
            {t('return')}
          </Button>
          <Button type="submit" look="danger" busy={isBusy} data-decision="reject">
            {t('reject')}
          </Button>
        </div>
        <ul className="hint outcomes">
          <li>{next === undefined ? t('ifApprovedLast') : t('ifApprovedNext', { level: next.name })}</li>
          <li>{t('ifReturned')}</li>
          <li>{t('ifRejected')}</li>
        </ul>
      </form>
    </Panel>
  );
}
