import { useTranslations } from 'use-intl';
import { answerOf, api } from '../api/client';
import { useMe } from '../session/session';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { valuesOf } from '../ui/form';
import { Facts, PageFrame, Panel } from '../ui/page';
import { Failed } from '../ui/states';
import { useSubmit } from '../ui/submit';
import { say } from '../ui/toasts';
import { useRow } from '../ui/lists';

/** Who I am here, and my password. */
export function Page() {
  const t = useTranslations('common');
  const row = useRow();
  const terms = useTranslations('terms');
  const { data: me } = useMe();
  const { submit, isBusy, error, fault } = useSubmit(
    ({ current, next }: { current: string; next: string }) =>
      answerOf(api.PUT('/api/v1/me/password', { body: { new: next, ...(current !== '' && { current }) } })),
    () => say(t('me.changed')),
  );
  if (me === undefined || me === null) return null;
  return (
    <PageFrame title={t('me.title')}>
      <Panel>
        <Facts
          of={[
            [t('name'), me.name],
            [t('me.roles'), row(me.roles.map((role) => terms(`role.${role}`)))],
          ]}
        />
      </Panel>
      <Panel title={t('me.password')}>
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            const { current = '', new: next = '' } = valuesOf(event.currentTarget);
            submit({ current, next });
            event.currentTarget.reset();
          }}
        >
          <TextField
            label={t('me.current')}
            name="current"
            type="password"
            autoComplete="current-password"
            fault={fault('/current')}
          />
          <TextField
            label={t('me.new')}
            name="new"
            type="password"
            autoComplete="new-password"
            required
            minLength={12}
            fault={fault('/new')}
          />
          <Failed error={error} />
          <Button type="submit" look="primary" busy={isBusy}>
            {t('me.change')}
          </Button>
        </form>
      </Panel>
    </PageFrame>
  );
}
