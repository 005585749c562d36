import { z } from 'zod';
import { detectionPolicy } from '#domain/policy/detection-policy';
import { modelVersion } from '../parameters.js';

const count = z.int().min(0);
/** What a run leaves, so that another can go on from it. */
const storedRun = z.object({
  version: z.literal(modelVersion),
  engine: z.array(z.tuple([z.string(), z.string()])),
  totals: z.object({
    records: count,
    repeated: count,
    late: count,
    days: count,
    alerts: count,
    rejected: count,
    clock: count,
    scoresHash: z.string(),
    alertsHash: z.string(),
  }),
  ids: z.array(z.tuple([z.int(), z.array(z.string())])),
  pending: z.array(z.tuple([z.string(), z.object({ line: z.string(), day: z.int() })])),
  seen: z.array(z.tuple([z.string(), z.tuple([z.int(), z.int()])])),
  strangers: z.array(z.string()),
  openLine: z.base64(),
  inputHash: z.object({ blocks: z.string(), beside: z.string(), open: z.base64() }),
  beside: z.object({
    policy: detectionPolicy.nullable(),
    policyVersion: count,
    canaries: z.array(z.string()).nullable(),
    people: z.array(z.tuple([z.string(), z.string()])),
    ofLog: z.object({
      policy: z.object({ version: z.int(), policy: detectionPolicy }).nullable(),
      canaries: z.array(z.string()),
    }),
  }),
  canaries: z.array(z.string()),
  mode: z.enum(['off', 'shadow', 'on']),
});
export type StoredRun = z.output<typeof storedRun>;

/** A state that nothing can go on from; its message follows the name of the file. */
export class UnusableState extends Error {
  override readonly name = 'UnusableState';
}

/** @throws UnusableState when it is none, or of another model version */
export function readStoredRun(text: string): StoredRun {
  const value = jsonOf(text);
  const version = z.object({ version: z.string() }).safeParse(value).data?.version;
  if (version !== undefined && version !== modelVersion)
    throw new UnusableState(`is of model ${version}, and this is ${modelVersion}`);
  const stored = storedRun.safeParse(value);
  if (!stored.success) throw new UnusableState('holds no state of a backtest', { cause: stored.error });
  return stored.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnusableState('holds no state of a backtest', { cause: error });
  }
}
