import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { NoAnswer, Problem } from '../api/problem';
import { useProblemWords } from '../messages/problem-words';
import { Button } from './button';
import { NotLoaded } from './not-loaded';

/** Grey lines in the place of what is still loading. */
export function Skeleton({ lines = 3 }: { readonly lines?: number }) {
  const t = useTranslations('common');
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{t('loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} aria-hidden />
      ))}
    </div>
  );
}

/** Nothing is here: says so, and what to do next. */
export const Empty = ({ title, children }: { readonly title: ReactNode; readonly children?: ReactNode }) => (
  <div className="empty">
    <p className="empty-title">{title}</p>
    {children}
  </div>
);

/** What went wrong, in the server's words with its code, and a way on. */
export function Failed({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const t = useTranslations('common');
  const wordsOf = useProblemWords();
  if (error === null || error === undefined) return null;
  const known = error instanceof Problem ? error : undefined;
  const ours =
    error instanceof NoAnswer ? 'failed.noAnswer' : error instanceof NotLoaded ? 'failed.notLoaded' : 'failed.broken';
  const text = known === undefined ? t(ours) : wordsOf(known);
  // What is said of one field only has been said already.
  const faults = (known?.faults ?? []).filter((fault) => wordsOf(fault) !== text);
  return (
    <div className="failed" role="alert">
      <p>
        <strong>{t('failed.title')}</strong> {text}
        {known === undefined || known.retryAfterSeconds === null
          ? ''
          : ` ${t('failed.wait', { seconds: String(known.retryAfterSeconds) })}`}
      </p>
      {known === undefined ? null : (
        <>
          {faults.length === 0 ? null : (
            <ul>
              {faults.map((fault) => (
                <li key={fault.pointer + fault.detail}>
                  <code>{fault.pointer}</code> {wordsOf(fault)}
                </li>
              ))}
            </ul>
          )}
          <p className="code">{t('failed.code', { code: known.code })}</p>
        </>
      )}
      {onRetry === undefined ? null : <Button onClick={onRetry}>{t('retry')}</Button>}
    </div>
  );
}

export type Loaded<T> = { readonly data: T | undefined; readonly error: unknown; readonly refetch: () => unknown };
/** One query's three faces: loading, failed, there. */
export function Load<T>({
  of,
  lines,
  children,
}: {
  readonly of: Loaded<T>;
  readonly lines?: number;
  readonly children: (data: T) => ReactNode;
}) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error !== null && of.error !== undefined) return <Failed error={of.error} onRetry={() => void of.refetch()} />;
  return <Skeleton {...(lines !== undefined && { lines })} />;
}
