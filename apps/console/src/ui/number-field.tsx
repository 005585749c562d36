import type { ComponentProps } from 'react';
import { TextField } from './field';

type Props = Omit<ComponentProps<typeof TextField>, 'value' | 'onChange' | 'type'> & {
  /** `NaN`: nothing is entered, which the api says no to where a number is needed. */
  readonly value: number;
  readonly onValue: (value: number) => void;
};

export const NumberField = ({ value, onValue, ...rest }: Props) => (
  <TextField
    type="number"
    inputMode="decimal"
    value={Number.isNaN(value) ? '' : String(value)}
    onChange={({ target }) => onValue(target.valueAsNumber)}
    {...rest}
  />
);
