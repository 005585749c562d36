import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { Load } from './states';
import type { Loaded } from './states';

type Props = {
  /** The page's one heading, and the browser tab's title: never a person's or customer's name in the latter. */
  readonly title: string;
  readonly heading?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

export function PageFrame({ title, heading, actions, children }: Props) {
  useEffect(() => void (document.title = `${title} · Bookward`), [title]);
  return (
    <>
      <header className="page-head">
        <h1 tabIndex={-1}>{heading ?? title}</h1>
        {actions === undefined ? null : <div className="actions">{actions}</div>}
      </header>
      {children}
    </>
  );
}

/** A page about one thing: it has its heading before the thing is there, and when there is none. */
export const PageOf = <T,>({
  of,
  title,
  children,
}: {
  readonly of: Loaded<T>;
  readonly title: string;
  readonly children: (data: T) => ReactNode;
}) =>
  of.data === undefined ? (
    <PageFrame title={title}>
      <Load of={of} lines={8}>
        {children}
      </Load>
    </PageFrame>
  ) : (
    <>{children(of.data)}</>
  );

export const Panel = ({
  title,
  actions,
  children,
}: {
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) => (
  <section className="panel">
    {title === undefined ? null : (
      <header>
        <h2>{title}</h2>
        {actions}
      </header>
    )}
    {children}
  </section>
);

/** Terms and their values, side by side. */
export const Facts = ({ of }: { readonly of: readonly (readonly [ReactNode, ReactNode])[] }) => (
  <dl className="facts">
    {of.map(([term, value], index) => (
      // The terms of one list never change places.
      <div key={index}>
        <dt>{term}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
