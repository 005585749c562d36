import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '../api/client';
import { useAlertStream } from '../live/alert-stream';
import { ring } from '../live/ring';
import { say } from '../ui/toasts';

const most = 99;

/** Open alerts as a number beside the product's name; hears of new ones on every page. */
export function Bell() {
  const t = useTranslations('common.bell');
  const { data } = useQuery({
    queryKey: ['alerts', 'open-count'],
    queryFn: () => answerOf(api.GET('/api/v1/alerts', { params: { query: { status: 'open', limit: most + 1 } } })),
  });
  useAlertStream(true, ({ kind }) => {
    if (kind !== 'alert.raised') return;
    say(t('raised'));
    ring();
  });
  const open = data?.items.length ?? 0;
  if (open === 0) return null;
  const shown = open > most ? `${most}+` : String(open);
  return (
    <Link to="/alerts" className="bell" aria-label={t('open', { count: open })}>
      {shown}
    </Link>
  );
}
