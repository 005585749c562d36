import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { readFrom } from '../api/client';

type Said = { readonly id: string; readonly severity: string; readonly status: string };
export type AlertNews = Said & { readonly kind: (typeof kinds)[number] };
const kinds = ['alert.raised', 'alert.extended', 'alert.acknowledged', 'alert.disposed'] as const;
const reopenMs = 3_000;

/**
 * Hears of alerts as they happen, by server-sent events. The browser resumes a dropped stream after the last event by
 * itself; a refused one is opened anew. Every query whose key begins with `alerts` is read again; `onNews` may ring.
 */
export function useAlertStream(isOn: boolean, onNews: (news: AlertNews) => void): void {
  const client = useQueryClient();
  const latest = useRef(onNews);
  useEffect(() => void (latest.current = onNews));
  useEffect(() => {
    if (!isOn) return;
    let source: EventSource;
    let reopening: ReturnType<typeof setTimeout> | undefined;
    const readAnew = (): void => void client.invalidateQueries({ queryKey: ['alerts'] });
    const open = (): void => {
      source = new EventSource('/api/v1/alerts/stream');
      for (const kind of kinds)
        source.addEventListener(kind, ({ data, lastEventId }: MessageEvent<string>) => {
          readFrom(lastEventId);
          latest.current({ kind, ...(JSON.parse(data) as Said) });
          readAnew();
        });
      source.addEventListener('error', () => {
        if (source.readyState !== EventSource.CLOSED) return;
        reopening = setTimeout(() => {
          open();
          readAnew();
        }, reopenMs);
      });
    };
    open();
    return () => {
      clearTimeout(reopening);
      source.close();
    };
  }, [isOn, client]);
}
