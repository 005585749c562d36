import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../api/client';
import { signedIn } from '../session/session';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { valuesOf } from '../ui/form';
import { PageFrame } from '../ui/page';
import { Failed } from '../ui/states';
import { useSubmit } from '../ui/submit';

type Credentials = { readonly token: string } | { readonly email: string; readonly password: string };

/** Only a path of ours, never another site. */
const safeNext = (next: unknown): string =>
  typeof next === 'string' && /^\/(?!\/)/.test(next) && !next.startsWith('/sign-in') ? next : '/';

/** By the token in the address's fragment, which no server ever sees, or by address and password. */
export function SignIn() {
  const t = useTranslations('common.signIn');
  const client = useQueryClient();
  const navigate = useNavigate();
  const { next }: { next?: unknown } = useSearch({ strict: false });
  const [token] = useState(() => window.location.hash.slice(1));
  // Whoever types a password after a link that failed is answered about the password.
  const [byPassword, setByPassword] = useState(token === '');
  const { submit, isBusy, error, fault } = useSubmit(
    (credentials: Credentials) => answerOf(api.POST('/api/v1/sessions', { body: { ...credentials, mode: 'cookie' } })),
    async () => {
      await signedIn(client);
      await navigate({ to: safeNext(next), replace: true });
    },
  );
  const isSent = useRef(false);
  useEffect(() => {
    if (token === '' || isSent.current) return;
    isSent.current = true;
    window.history.replaceState(null, '', window.location.pathname + window.location.search);
    submit({ token });
  }, [token, submit]);

  const byLink = !byPassword && error === null;
  return (
    <main className="alone">
      <PageFrame title={t('title')} heading="Bookward">
        {byLink ? (
          <p role="status">{t('byLink')}</p>
        ) : (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              const { email = '', password = '' } = valuesOf(event.currentTarget);
              setByPassword(true);
              submit({ email, password });
            }}
          >
            {next === undefined || token !== '' ? null : <p>{t('expired')}</p>}
            {byPassword ? <Failed error={error} /> : <p role="alert">{t('linkOver')}</p>}
            <TextField
              label={t('email')}
              name="email"
              type="email"
              autoComplete="username"
              required
              fault={fault('/email')}
            />
            <TextField
              label={t('password')}
              name="password"
              type="password"
              autoComplete="current-password"
              required
              fault={fault('/password')}
            />
            <Button type="submit" look="primary" busy={isBusy}>
              {t('submit')}
            </Button>
            <p className="hint">{t('noPassword')}</p>
          </form>
        )}
      </PageFrame>
    </main>
  );
}
