import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../api/client';
import { localeTags, locales } from '../messages/locales';
import { pages } from '../pages';
import { reloadMe, signOut } from '../session/session';
import type { Me } from '../session/session';
import { Button } from '../ui/button';
import { SelectField } from '../ui/field';
import { Failed } from '../ui/states';
import { mayOpen } from './for-roles';
import { applyTheme, currentTheme, themes } from './theme';

export function Navigation({ me }: { readonly me: Me }) {
  const t = useTranslations();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [theme, setTheme] = useState(currentTheme);
  const leaving = useMutation({
    mutationFn: () => signOut(client),
    onSuccess: () => navigate({ to: '/sign-in' }),
  });
  const speaking = useMutation({
    mutationFn: (locale: string) => answerOf(api.PATCH('/api/v1/me', { body: { locale } })),
    // Alerts are worded by the server.
    onSuccess: () => Promise.all([reloadMe(client), client.invalidateQueries({ queryKey: ['alerts'] })]),
  });
  return (
    <nav id="navigation" aria-label={t('common.navigation')}>
      <ul>
        {pages.map(({ path, roles, nav }) =>
          nav !== undefined && mayOpen(me.roles, roles) ? (
            <li key={path}>
              <Link to={path} activeProps={{ 'aria-current': 'page' }}>
                {t(`nav.${nav}`)}
              </Link>
            </li>
          ) : null,
        )}
      </ul>
      <div className="side-foot">
        <Link to="/account" activeProps={{ 'aria-current': 'page' }}>
          {me.name}
        </Link>
        <SelectField
          label={t('common.language')}
          value={document.documentElement.lang}
          options={localeTags.map((tag) => ({ value: tag, label: locales[tag].name }))}
          onChange={({ target }) => speaking.mutate(target.value)}
        />
        <SelectField
          label={t('common.theme')}
          value={theme}
          options={themes.map((name) => ({ value: name, label: t(`common.themes.${name}`) }))}
          onChange={({ target }) => {
            const chosen = themes.find((name) => name === target.value) ?? 'system';
            applyTheme(chosen);
            setTheme(chosen);
          }}
        />
        <Button look="quiet" busy={leaving.isPending} onClick={() => leaving.mutate()}>
          {t('common.signOut')}
        </Button>
        <Failed error={leaving.error ?? speaking.error} />
      </div>
    </nav>
  );
}
