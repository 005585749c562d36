import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { EventStore, EventToAppend, StoredEvent, SubscribeOptions, SubscriptionMessage } from './event-store.js';

/** One log, on a server, as the contract suite needs it. */
export type LogUnderTest = {
  /** Another handle on the same log, as another process would have; the suite closes it. */
  open(): Promise<EventStore>;
  /** How a process of its own opens the same log: a module that exports `openLog(address)`. */
  readonly elsewhere: { readonly module: string; readonly address: string };
  close(): Promise<void>;
  /** Stops the server without warning, and starts it again on the same data; absent where the suite may not. */
  makeServerRestart?(): Promise<void>;
};

/** What a test of the contract works with; read at test time, when both are there. */
export type Fixture = { readonly log: LogUnderTest; readonly store: EventStore };

/** What `elsewhere.module` exports. */
export type OpenLog = (address: string) => EventStore | Promise<EventStore>;

/** Long forms repeat far more often; short ones belong to every run. */
export const isLong = process.env['TRIALS'] === 'long';

export const anEvent = (overrides: Partial<EventToAppend> = {}): EventToAppend => ({
  id: randomUUID(),
  type: 'CustomerRecordViewed',
  data: { customerId: 'c1', rows: 1 },
  personal: [],
  metadata: {
    occurredAt: '2026-03-02T09:14:05.123Z',
    actor: 'account-1',
    channel: 'api',
    trust: 'witnessed',
    correlationId: 'correlation-1',
  },
  ...overrides,
});

export const events = (count: number, overrides: Partial<EventToAppend> = {}): EventToAppend[] =>
  Array.from({ length: count }, () => anEvent(overrides));

/** A stream name that no other test uses. */
export const newStream = (kind = 'access'): string => `${kind}-${randomUUID()}`;

export const idsOf = (list: readonly { readonly id: string }[]): string[] => list.map((event) => event.id);

export async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of list) found.push(item);
  return found;
}

/** Repeats an append whose outcome is unknown, ids and expected revision unchanged, until it is answered. */
export async function untilAnswered<T>(append: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await append();
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'StoreUnavailable') throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

/** A subscription that is read in the background. */
export function following(store: EventStore, options: Omit<SubscribeOptions, 'signal'> = {}) {
  const stop = new AbortController();
  const seen: StoredEvent[] = [];
  const messages: SubscriptionMessage[] = [];
  const read = async () => {
    for await (const message of store.subscribe({ ...options, signal: stop.signal })) {
      messages.push(message);
      if (message.kind === 'event') seen.push(message.event);
    }
  };
  const ended = read();
  // A defect of the subscription surfaces where its end is awaited.
  ended.catch(() => undefined);
  return {
    seen,
    messages,
    /** Resolves once the condition holds, which is looked at after every few milliseconds. */
    until: async (condition: () => boolean): Promise<void> => {
      let failed: Error | undefined;
      ended.catch((error: Error) => (failed = error));
      while (!condition()) {
        if (failed !== undefined) throw failed;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    stop: async (): Promise<void> => {
      stop.abort();
      await ended;
    },
  };
}

export type Load = {
  readonly shared: string;
  /** Writers that race for the shared stream's next revision. */
  readonly rivals: number;
  /** Writers that each have a stream of their own, and whom nobody should disturb. */
  readonly loners: number;
  readonly appendsEach: number;
};
export type LoadResult = {
  readonly won: readonly { readonly id: string; readonly revision: number }[];
  readonly lost: number;
  readonly alone: readonly { readonly stream: string; readonly ids: readonly string[] }[];
  readonly failures: readonly string[];
};

/** Runs a load of writers in a process of its own. */
export async function loadElsewhere({ elsewhere }: LogUnderTest, load: Load): Promise<LoadResult> {
  const writer = fileURLToPath(new URL('event-store.contract-writer.ts', import.meta.url));
  const loader = new URL('../../../test/support/typescript.mjs', import.meta.url).href;
  const args = [
    '--conditions=source',
    '--import',
    loader,
    writer,
    elsewhere.module,
    elsewhere.address,
    JSON.stringify(load),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [answer, complaint] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (answer === '') throw new Error(`the writing process failed: ${complaint}`);
  return JSON.parse(answer) as LoadResult;
}
