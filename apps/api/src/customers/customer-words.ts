import { erased } from '#domain/event';
import type { Log } from '#event-store/log';
import { streams } from '#domain/streams';
import type { Details } from './mask.js';

/** What a customer is called and known by: its personal side, complete. */
export type CustomerWords = {
  readonly name: string;
  readonly externalIds: Readonly<Record<string, string>>;
  readonly details: Details;
};

/**
 * The words of a customer as the log has them now, ahead of every read model.
 * `undefined` for a customer that nobody registered, `erased` once its key is destroyed.
 */
export async function customerWords(
  log: Pick<Log, 'readStream'>,
  customerId: string,
): Promise<CustomerWords | typeof erased | undefined> {
  for await (const event of log.readStream(streams.customer(customerId), { direction: 'backwards' })) {
    if (event.type !== 'CustomerRegistered' && event.type !== 'CustomerDetailsChanged') continue;
    const { name, externalIds, details } = event.personal;
    return externalIds === erased || details === erased ? erased : { name, externalIds, details };
  }
  return undefined;
}
