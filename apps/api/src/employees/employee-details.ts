import { erased } from '#domain/event';
import { streams } from '#domain/streams';
import type { Log } from '#event-store/log';

export type EmployeeDetails = {
  readonly name: string;
  readonly email: string;
  readonly externalIds: Readonly<Record<string, string>>;
};

/** Name, address and external ids as the log has them now: deciders know nothing of them. */
export async function currentDetails(
  log: Pick<Log, 'readStream'>,
  employeeId: string,
): Promise<EmployeeDetails | typeof erased | undefined> {
  let details: EmployeeDetails | undefined;
  for await (const event of log.readStream(streams.employee(employeeId))) {
    if (event.type !== 'EmployeeHired' && event.type !== 'EmployeeDetailsCorrected') continue;
    const { name = details?.name, email = details?.email, externalIds = details?.externalIds } = event.personal;
    if (externalIds === erased) return erased;
    if (name !== undefined && email !== undefined && externalIds !== undefined) details = { name, email, externalIds };
  }
  return details;
}
