import { z } from 'zod';

/**
 * Every job and its payload, one line each. A job is a wake-up: what is to be done stands in tables, so a lost or
 * repeated job loses and repeats nothing. Payloads hold ids at most, never personal data.
 */
const jobPayloads = {
  /** Read the log on from where scoring stands. */
  score: z.strictObject({}),
  /** Do what has fallen due: approval timeouts, outcomes of approvals, ends of grants. */
  due: z.strictObject({}),
} as const;

export type JobName = keyof typeof jobPayloads;
type JobPayload<N extends JobName> = z.output<(typeof jobPayloads)[N]>;

/** One handler a job: a name without a handler does not compile. Each must be safe to run twice. */
export type Handlers = { readonly [N in JobName]: (payload: JobPayload<N>) => Promise<void> };

export const jobNames = Object.keys(jobPayloads) as readonly JobName[];

const isJobName = (name: string): name is JobName => Object.hasOwn(jobPayloads, name);

/** Runs the handler of a queued job. @throws Error for a name or payload that this version does not know */
export async function runJob(handlers: Handlers, name: string, payload: unknown): Promise<void> {
  if (!isJobName(name)) throw new Error(`no job is called ${name}`);
  await handlers[name](jobPayloads[name].parse(payload));
}
