import type { ButtonHTMLAttributes } from 'react';

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** `primary`: the one thing to do here; `danger`: cannot be undone; `quiet`: beside others. */
  readonly look?: 'primary' | 'danger' | 'quiet';
  /** An action is under way: pressed again, nothing happens. */
  readonly busy?: boolean;
};

export const Button = ({ look, busy = false, type = 'button', disabled, className = '', ...rest }: Props) => (
  <button
    type={type}
    className={`button ${look ?? ''} ${className}`}
    aria-busy={busy || undefined}
    disabled={disabled === true || busy}
    {...rest}
  />
);
