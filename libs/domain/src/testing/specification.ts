import type { Decider, Fact } from '../decider.js';
import { fold } from '../decider.js';
import { Refusal } from '../refusal.js';

/** What a refused command comes to in a spec: `toEqual(refused('departure.open'))`. */
export const refused = (code: string): { readonly refused: string } => ({ refused: code });

/** Events that happened, a command, and what comes of it: the events decided, or `refused(code)`. */
export const specify = <State, Command, E extends { readonly type: string; readonly data: unknown }>(
  decider: Decider<State, Command, E>,
) => ({
  given: (...history: readonly Fact<E>[]) => ({
    state: (): State => fold(decider, history),
    when: (command: Command): readonly E[] | ReturnType<typeof refused> => {
      try {
        return decider.decide(command, fold(decider, history));
      } catch (error) {
        if (error instanceof Refusal) return refused(error.code);
        throw error;
      }
    },
  }),
});
