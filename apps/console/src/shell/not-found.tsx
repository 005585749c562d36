import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { PageFrame } from '../ui/page';

export function NotFound() {
  const t = useTranslations('common.notFound');
  return (
    <PageFrame title={t('title')}>
      <p>{t('detail')}</p>
      <p>
        <Link to="/">{t('home')}</Link>
      </p>
    </PageFrame>
  );
}
