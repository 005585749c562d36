import { Inject } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { Command, CommandHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { DESK } from './desk.js';
import type { Desk } from './desk.js';

type Run<Input, Result, Needs> = (desk: Needs, input: Input) => Promise<Result>;
/** A use case as one constant: `run` it with a desk, or send `of(input)` over the bus that its `handler` listens to. */
export type UseCase<Input, Result, Needs, Message> = {
  readonly run: Run<Input, Result, Needs>;
  readonly of: (input: Input) => Message;
  readonly handler: Type<unknown>;
};

const handlers: Type<unknown>[] = [];
/** The handlers of every use case that some controller knows, for the buses to find. */
export const useCaseHandlers = (): readonly Type<unknown>[] => handlers;

/** A use case that changes something: a message for the `CommandBus` and its handler. */
export function defineCommand<Input, Result, Needs = Desk>(
  name: string,
  run: Run<Input, Result, Needs>,
): UseCase<Input, Result, Needs, Command<Result>> {
  class Message extends Command<Result> {
    constructor(readonly input: Input) {
      super();
    }
  }
  Object.defineProperty(Message, 'name', { value: name });

  class Handler {
    constructor(@Inject(DESK) private readonly desk: Needs) {}
    execute({ input }: Message): Promise<Result> {
      return run(this.desk, input);
    }
  }
  CommandHandler(Message)(Handler);
  handlers.push(Handler);
  return { run, of: (input) => new Message(input), handler: Handler };
}

/** A use case that only reads: a message for the `QueryBus` and its handler. */
export function defineQuery<Input, Result, Needs = Desk>(
  name: string,
  run: Run<Input, Result, Needs>,
): UseCase<Input, Result, Needs, Query<Result>> {
  class Message extends Query<Result> {
    constructor(readonly input: Input) {
      super();
    }
  }
  Object.defineProperty(Message, 'name', { value: name });

  class Handler {
    constructor(@Inject(DESK) private readonly desk: Needs) {}
    execute({ input }: Message): Promise<Result> {
      return run(this.desk, input);
    }
  }
  QueryHandler(Message)(Handler);
  handlers.push(Handler);
  return { run, of: (input) => new Message(input), handler: Handler };
}
