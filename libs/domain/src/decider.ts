/** A fact as a decider sees it: personal fields play no part in decisions. */
export type Fact<E> = E extends { readonly type: infer T; readonly data: infer D }
  ? { readonly type: T; readonly data: D }
  : never;

/**
 * The rules of one stream kind, as plain values: no clock, no id generation, no I/O.
 * What a decision needs from outside (time, ids, other people's state) comes in with the command.
 * `decide` throws a `Refusal` for a caller's mistake and returns `[]` for what is already done.
 */
export type Decider<State, Command, E extends { readonly type: string; readonly data: unknown }> = {
  readonly initial: State;
  evolve(state: State, event: Fact<E>): State;
  decide(command: Command, state: State): readonly E[];
};

export const fold = <State, Command, E extends { readonly type: string; readonly data: unknown }>(
  decider: Decider<State, Command, E>,
  events: Iterable<Fact<E>>,
  from: State = decider.initial,
): State => {
  let state = from;
  for (const event of events) state = decider.evolve(state, event);
  return state;
};
