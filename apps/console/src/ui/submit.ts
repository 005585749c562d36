import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { newKey } from '../api/client';
import { faultAt, NoAnswer, Problem } from '../api/problem';

/**
 * One write: `send` gets an `Idempotency-Key` that stays the same while the outcome is unknown, so that a second press
 * after a lost answer never does the thing twice.
 */
export function useSubmit<Input, Output>(
  send: (input: Input, key: string) => Promise<Output>,
  done: (output: Output, input: Input) => unknown = () => undefined,
) {
  const key = useRef(newKey());
  const mutation = useMutation({
    mutationFn: (input: Input) => send(input, key.current),
    onSuccess: async (output, input) => {
      key.current = newKey();
      await done(output, input);
    },
    onError: (error) => {
      const isUnknown = error instanceof NoAnswer || (error instanceof Problem && error.status >= 500);
      if (!isUnknown) key.current = newKey();
    },
  });
  return {
    submit: mutation.mutate,
    isBusy: mutation.isPending,
    error: mutation.error,
    reset: mutation.reset,
    output: mutation.data,
    /** The server's word on one field. */
    fault: (pointer: string) => faultAt(mutation.error, pointer),
  };
}
