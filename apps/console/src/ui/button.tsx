import type { ButtonHTMLAttributes } from 'react';

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** `primary`: the one thing to do here; `danger`: cannot be undone; `quiet`: beside others. */
  readonly look?: 'primary' | 'danger' | 'quiet';
  /** An action is under way: pressed again, nothing happens. */
  readonly busy?: boolean;
};

/** A busy one is not disabled: that would take the focus away from whoever pressed it with the keyboard. */
export const Button = ({ look, busy = false, type = 'button', className = '', onClick, ...rest }: Props) => (
  <button
    type={type}
    className={`button ${look ?? ''} ${className}`}
    aria-busy={busy || undefined}
    aria-disabled={busy || undefined}
    onClick={(event) => {
      if (busy) event.preventDefault();
      else onClick?.(event);
    }}
    {...rest}
  />
);
