import { backtestLog } from '#detection/backtest/backtest';
import type { EngineInput } from '#detection/engine';
import type { Disposed } from '#detection/from-log/beside';
import { Facts, scoredTypes } from '#detection/from-log/facts';
import { told } from '#detection/from-log/told';
import { modelVersion } from '#detection/parameters';
import type { Log } from '#event-store/log';
import { readPolicy } from './read-policy.js';
import type { Given, LogMark, Source } from './source.js';

/**
 * The live log: under its own policies as they were published, which says what the worker said, or with detection
 * switched on under a policy of a file.
 */
export async function logSource(
  { facts: log }: Pick<Log, 'facts'>,
  given: Given,
  left: LogMark | null,
): Promise<Source> {
  const staff = await countStaff(log);
  const policyOf = async (file: string | undefined) => {
    if (file === undefined) return null;
    const { policy, canaries } = await readPolicy(file, null, staff);
    // A file that names no canaries leaves those of the log.
    return { policy, canaries: canaries.length === 0 ? null : canaries };
  };
  const own = await policyOf(given.policy);
  const compareWith = await policyOf(given.compare);
  const chunks = new Map(left?.facts);
  const facts = new Facts(chunks);
  let through = left?.through ?? '';
  const inputs = async function* (): AsyncGenerator<readonly EngineInput[]> {
    const events = log.readAll({ from: through, filter: { types: [...scoredTypes] } });
    for await (const event of told(log, events, facts, own === null ? sameEpisode : anyEpisode)) {
      through = event.position;
      yield event.inputs;
    }
  };
  return {
    rejected: [],
    run: (options, sinks) =>
      backtestLog(
        {
          ...options,
          told: inputs(),
          policy: own?.policy ?? null,
          canaries: own?.canaries ?? null,
          compareWith,
        },
        sinks,
      ),
    mark: () => {
      for (const [name, content] of facts.takeChanged()) chunks.set(name, content);
      return { through, facts: [...chunks] };
    },
  };
}

/** Under the log's own policies this model numbers episodes as it did when it raised them. */
const sameEpisode = (disposed: Disposed): number | null =>
  disposed.modelVersion === modelVersion ? disposed.episode : null;
const anyEpisode = (): null => null;

async function countStaff(log: Log['facts']): Promise<number> {
  const staff = new Set<string>();
  for await (const event of log.readAll({ filter: { types: ['EmployeeHired'] } }))
    if (event.type === 'EmployeeHired') staff.add(event.data.employeeId);
  return staff.size;
}
