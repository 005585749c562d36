import { observeElementRect, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useHotkeys } from './hotkeys';
import type { Hotkeys } from './hotkeys';
import type { KeysetList } from './keyset-list';
import { useIsNarrow } from './narrow';
import { useIsPrinting } from './printing';
import { Failed, Skeleton } from './states';

export type Column<T> = {
  readonly key: string;
  readonly title: ReactNode;
  readonly cell: (row: T) => ReactNode;
  /** Of the grid, such as `8rem` or `minmax(10rem, 2fr)`. */
  readonly width: string;
  /** Left out on narrow screens. */
  readonly wideOnly?: boolean;
  readonly align?: 'end';
};

type Props<T> = {
  /** What the list is, for screen readers. */
  readonly label: string;
  readonly list: KeysetList<T>;
  readonly columns: readonly Column<T>[];
  readonly rowKey: (row: T) => string;
  readonly onOpen?: (row: T) => void;
  /** Opens below the row, in place: by its button, a click, or Enter. */
  readonly detail?: (row: T) => ReactNode;
  /** Rows that are open from the start. */
  readonly startsOpen?: (row: T) => boolean;
  /** Further keys for the row that is chosen, beside j, k and Enter. */
  readonly keys?: Readonly<Record<string, (row: T) => void>>;
  /** In place of the rows when there are none. */
  readonly empty: ReactNode;
  readonly rowHeight?: number;
};

/**
 * A long list: only the rows in sight are in the document, and more are fetched as one scrolls near the end; paper gets
 * all that were fetched. `j` and `k` choose a row, Enter opens it.
 */
export function ListTable<T>({
  label,
  list,
  columns: allColumns,
  rowKey,
  onOpen,
  detail,
  startsOpen = () => false,
  keys = {},
  empty,
  rowHeight = 44,
}: Props<T>) {
  const t = useTranslations('common');
  const frame = useRef<HTMLDivElement>(null);
  const [choice, setChoice] = useState({ key: '', index: -1 });
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const isNarrow = useIsNarrow();
  const isPrinting = useIsPrinting();
  const isOpen = (row: T): boolean => detail !== undefined && turned.has(rowKey(row)) !== startsOpen(row);
  const turn = (row: T): void => {
    const next = new Set(turned);
    if (!next.delete(rowKey(row))) next.add(rowKey(row));
    setTurned(next);
  };
  const open = onOpen ?? (detail === undefined ? undefined : turn);
  const disclosure: Column<T> = {
    key: 'disclosure',
    title: <span className="visually-hidden">{t('details')}</span>,
    width: '1.5rem',
    cell: (row) => (
      <button
        type="button"
        className="disclosure"
        aria-expanded={isOpen(row)}
        aria-label={t('details')}
        onClick={() => turn(row)}
      />
    ),
  };
  const shown = isNarrow ? allColumns.filter(({ wideOnly }) => wideOnly !== true) : allColumns;
  const columns = detail === undefined ? shown : [disclosure, ...shown];
  const rows = list.items ?? [];
  // A row stays chosen when news puts others above it; when it goes, the one in its place is.
  const found = rows.findIndex((row) => rowKey(row) === choice.key);
  const chosen = found === -1 ? Math.min(choice.index, rows.length - 1) : found;
  const setChosen = (index: number): void => {
    const row = rows[index];
    if (row !== undefined) setChoice({ key: rowKey(row), index });
  };
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // How high the list is on paper would for a moment be drawn, and fetched, on the screen as well.
    observeElementRect: (list, tell) =>
      observeElementRect(list, (rect) => {
        if (frame.current?.classList.contains('on-paper') !== true) tell(rect);
      }),
  });
  const inSight = virtual.getVirtualItems();
  const drawn = isPrinting ? rows.map((_, index) => ({ index, key: index, start: 0 })) : inSight;

  const lastInSight = inSight.at(-1)?.index ?? -1;
  const { loadMore } = list;
  useEffect(() => {
    // Paper has everything in sight, and reads nothing more.
    if (!isPrinting && lastInSight >= rows.length - 10) loadMore();
  }, [isPrinting, lastInSight, rows.length, loadMore]);

  const choose = (index: number): void => {
    if (rows.length === 0) return;
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setChosen(next);
    virtual.scrollToIndex(next);
  };
  const onRow = (action: (row: T) => void) => () => {
    const row = rows[chosen];
    if (row !== undefined) action(row);
  };
  const hotkeys: Hotkeys = {
    j: () => choose(chosen + 1),
    k: () => choose(chosen - 1),
    ...(open !== undefined && { Enter: onRow(open) }),
    ...Object.fromEntries(Object.entries(keys).map(([key, action]) => [key, onRow(action)])),
  };
  useHotkeys(hotkeys);

  if (list.items === undefined)
    return list.error === null ? (
      <Skeleton lines={8} />
    ) : (
      <Failed error={list.error} onRetry={() => void list.refetch()} />
    );
  if (rows.length === 0) return <>{empty}</>;
  const grid = { gridTemplateColumns: columns.map(({ width }) => width).join(' ') };
  return (
    <div
      className={isPrinting ? 'list on-paper' : 'list'}
      ref={frame}
      role="table"
      aria-label={label}
      aria-rowcount={list.hasMore ? -1 : rows.length + 1}
      tabIndex={0}
    >
      <div role="rowgroup" className="list-head">
        <div role="row" aria-rowindex={1} className="list-row" style={grid}>
          {columns.map(({ key, title, align }) => (
            <div role="columnheader" key={key} className={align}>
              {title}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="list-body" style={{ height: isPrinting ? 'auto' : virtual.getTotalSize() }}>
        {drawn.map(({ index, key, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <div
              role="none"
              key={key}
              className="list-item"
              data-index={index}
              ref={detail === undefined || isPrinting ? undefined : virtual.measureElement}
              style={isPrinting ? undefined : { transform: `translateY(${start}px)` }}
            >
              <div
                role="row"
                aria-rowindex={index + 2}
                aria-current={index === chosen || undefined}
                data-key={rowKey(row)}
                className={`list-row ${open === undefined ? '' : 'opens'}`}
                style={{ ...grid, height: rowHeight }}
                onClick={(event) => {
                  setChosen(index);
                  if (open !== undefined && (event.target as HTMLElement).closest('a,button,input') === null) open(row);
                }}
              >
                {columns.map(({ key: name, cell, align }) => (
                  <div role="cell" key={name} className={align}>
                    {cell(row)}
                  </div>
                ))}
              </div>
              {isOpen(row) ? (
                <div role="row" className="list-detail">
                  <div role="cell" aria-colspan={columns.length}>
                    {detail?.(row)}
                  </div>
                </div>
              ) : null}
            </div>
          );
        })}
      </div>
      {isPrinting ? (
        <p className="list-more">{t(list.hasMore ? 'firstRows' : 'rows', { count: rows.length })}</p>
      ) : null}
      {list.isLoadingMore ? <p className="list-more">{t('loading')}</p> : null}
      {list.error === null ? null : <Failed error={list.error} onRetry={() => void list.refetch()} />}
    </div>
  );
}
