import { useTranslations } from 'use-intl';
import { useMe } from '../../session/session';

/** From 80 % of a daily limit on the server calls it near, and so do we. */
export const isNear = (left: number, perDay: number): boolean => (perDay - left) * 5 >= perDay * 4;

/** What is left of today's views or reveals; a warning once it is little. Nothing where no tier sets a limit. */
export function Limit({ of }: { readonly of: 'views' | 'reveals' }) {
  const t = useTranslations('customers');
  const { data: me } = useMe();
  const left = me?.limits[`${of}LeftToday`] ?? null;
  const limit = me?.limits[of === 'views' ? 'dailyViews' : 'dailyReveals'] ?? null;
  if (left === null || limit === null) return null;
  if (left === 0)
    return (
      <p className="banner" role="status">
        {t(`${of}None`, { limit })}
      </p>
    );
  if (isNear(left, limit))
    return (
      <p className="banner" role="status">
        {t(`${of}Near`, { left, limit: String(limit) })}
      </p>
    );
  return (
    <p className="quiet spaced" role="status">
      {t(`${of}Left`, { left, limit: String(limit) })}
    </p>
  );
}
