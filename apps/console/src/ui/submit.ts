import { useMutation } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { newKey } from '../api/client';
import { NoAnswer, Problem } from '../api/problem';
import { useFaults } from '../messages/problem-words';

/**
 * One write: `send` gets an `Idempotency-Key` that stays the same while the outcome is unknown, so that a second press
 * after a lost answer never does the thing twice. The same sent again while it is under way is sent once.
 */
export function useSubmit<Input, Output>(
  send: (input: Input, key: string) => Promise<Output>,
  done: (output: Output, input: Input) => unknown = () => undefined,
) {
  const key = useRef(newKey());
  /** What is under way: known at once, while the button is drawn as busy a moment later. */
  const underWay = useRef<string>(undefined);
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
    onSettled: () => void (underWay.current = undefined),
  });
  const { mutate } = mutation;
  const submit: typeof mutate = useCallback(
    (...args) => {
      const sent = JSON.stringify(args);
      if (underWay.current === sent) return;
      underWay.current = sent;
      mutate(...args);
    },
    [mutate],
  );
  const fault = useFaults(mutation.error);
  return {
    submit,
    isBusy: mutation.isPending,
    error: mutation.error,
    reset: () => {
      underWay.current = undefined;
      mutation.reset();
    },
    output: mutation.data,
    /** The server's word on one field. */
    fault,
  };
}
