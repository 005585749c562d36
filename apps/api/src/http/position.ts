import type { EventStore } from '#event-store/event-store';
import { HttpProblem } from './http-problem.js';

/** A position that the caller kept and hands back in a header. @throws HttpProblem `request.invalid` when it is none */
export function positionIn(header: string, text: string, { isPosition }: Pick<EventStore, 'isPosition'>): string {
  if (isPosition(text)) return text;
  throw new HttpProblem(
    'request.invalid',
    `${header} takes a position exactly as an earlier answer or message gave it; start again without it.`,
  );
}
