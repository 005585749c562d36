import { useEffect, useId, useRef } from 'react';
import type { ComponentProps, InputHTMLAttributes, ReactNode, SelectHTMLAttributes } from 'react';

type Labelled = {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What the server said is wrong with it. */
  readonly fault?: string | undefined;
};

/** Ties label, hint and fault to one control, for eyes and for screen readers. */
function useField({ label, hint, fault }: Labelled) {
  const id = useId();
  const described = [hint === undefined ? '' : `${id}-hint`, fault === undefined ? '' : `${id}-fault`].join(' ').trim();
  return {
    control: {
      id,
      'aria-invalid': fault === undefined ? undefined : (true as const),
      'aria-describedby': described === '' ? undefined : described,
    },
    frame: (control: ReactNode) => (
      <div className="field">
        <label htmlFor={id}>{label}</label>
        {control}
        {hint === undefined ? null : (
          <p className="hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
        {fault === undefined ? null : (
          <p className="fault" id={`${id}-fault`}>
            {fault}
          </p>
        )}
      </div>
    ),
  };
}

/** What is wrong with a group of choices; once said it comes into sight, since the button pressed may be far below. */
export function GroupFault({ children }: { readonly children: string | undefined }) {
  const said = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // Its answer, a promise in some browsers, is no clean-up.
    said.current?.scrollIntoView({ block: 'nearest' });
  }, [children]);
  if (children === undefined) return null;
  return (
    <p className="fault" role="alert" ref={said}>
      {children}
    </p>
  );
}

export function TextField({ label, hint, fault, ...rest }: Labelled & ComponentProps<'input'>) {
  const { control, frame } = useField({ label, hint, fault });
  return frame(<input type="text" {...rest} {...control} />);
}

export function TextArea({ label, hint, fault, ...rest }: Labelled & ComponentProps<'textarea'>) {
  const { control, frame } = useField({ label, hint, fault });
  return frame(<textarea rows={3} {...rest} {...control} />);
}

type SelectProps = Labelled &
  SelectHTMLAttributes<HTMLSelectElement> & {
    readonly options: readonly { readonly value: string; readonly label: string }[];
  };
export function SelectField({ label, hint, fault, options, ...rest }: SelectProps) {
  const { control, frame } = useField({ label, hint, fault });
  return frame(
    <select {...rest} {...control}>
      {options.map(({ value, label: text }) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>,
  );
}

export const CheckField = ({
  label,
  ...rest
}: { readonly label: ReactNode } & InputHTMLAttributes<HTMLInputElement>) => (
  <label className="check">
    <input type="checkbox" {...rest} />
    <span>{label}</span>
  </label>
);
