import { StreamableFile } from '@nestjs/common';
import type { Inspections } from '../audit/inspections.js';
import { Answer } from './answer.js';
import type { Call } from './call.js';
import type { Repeats } from './idempotency.js';
import { isWatcher } from './principal.js';
import type { Route } from './route.js';

/** Lets a handler, which is asked at most once, answer an admitted request, and gives what is sent. */
export type Answering = (call: Call, route: Route, handle: () => unknown) => Promise<unknown>;

/** Records looks, writes an `Answer`'s status and headers, and gives repeated requests their first answer. */
export const answering =
  (repeats: Repeats, inspections: Pick<Inspections, 'note'>): Answering =>
  async (call, route, handle) => {
    const look = lookOf(call, route);
    /** What cannot be recorded is not shown. */
    const handled = async (): Promise<unknown> => {
      const answer = await handle();
      if (look !== undefined) await inspections.note(look);
      return answer;
    };
    const isRepeatable = call.idempotencyKey !== undefined && route.method === 'POST';
    return sent(call, isRepeatable ? await repeats.once(call, route, handled) : await handled());
  };

function lookOf(call: Call, route: Route): Parameters<Inspections['note']>[0] | undefined {
  if (route.inspected === undefined || call.principal?.kind !== 'person') return undefined;
  const { ofRisk = false, ...inspected } = route.inspected(call);
  return ofRisk || isWatcher(call.principal) ? { ...inspected, metadata: call.metadata } : undefined;
}

function sent({ response }: Call, answer: unknown): unknown {
  if (!(answer instanceof Answer)) return answer;
  response.set(answer.headers);
  if (answer.status !== undefined) response.status(answer.status);
  return answer.body instanceof Uint8Array ? new StreamableFile(answer.body) : answer.body;
}
