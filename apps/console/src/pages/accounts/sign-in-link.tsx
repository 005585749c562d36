import { useTranslations } from 'use-intl';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { Button } from '../../ui/button';
import { SecretOnce } from '../../ui/secret-once';
import { Failed } from '../../ui/states';
import { useSubmit } from '../../ui/submit';
import { Time } from '../../ui/time';

/** A one-time link, shown once; those of officers and auditors come from the command line. */
export function SignInLink({ account: { id, roles, email } }: { readonly account: components['schemas']['Account'] }) {
  const t = useTranslations('admin.accounts');
  const { submit, isBusy, error, output } = useSubmit((_: void, key) =>
    answerOf(
      api.POST('/api/v1/accounts/{id}/sign-in-links', {
        params: { path: { id }, header: { 'Idempotency-Key': key } },
      }),
    ),
  );
  if (roles.includes('security_officer') || roles.includes('auditor'))
    return (
      <div>
        <p className="hint">{t('commandLine')}</p>
        <pre>bookward accounts link --email {email}</pre>
      </div>
    );
  if (output !== undefined)
    return (
      <SecretOnce
        label={t('linkOnce')}
        secret={output.url}
        hint={
          <>
            {t.rich('linkUntil', { when: () => <Time at={output.expiresAt} /> })} {t('linkHint')}
          </>
        }
      />
    );
  return (
    <div>
      <Failed error={error} />
      <Button busy={isBusy} onClick={() => submit()}>
        {t('link')}
      </Button>
      <p className="hint">{t('linkHint')}</p>
    </div>
  );
}
