import { useEffect } from 'react';
import type { ReactNode } from 'react';

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
