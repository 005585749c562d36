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
export type CustomerAtRevision = {
  /** Of the customer's latest event, whatever it changed. */
  readonly revision: number;
  /** `erased` once the customer's key is destroyed. */
  readonly words: CustomerWords | typeof erased;
};

/** A customer as the log has it now, ahead of every read model; undefined when nobody registered it. */
export async function customerWords(
  log: Pick<Log, 'readStream'>,
  customerId: string,
): Promise<CustomerAtRevision | undefined> {
  let revision: number | undefined;
  for await (const event of log.readStream(streams.customer(customerId), { direction: 'backwards' })) {
    revision ??= event.revision;
    if (event.type !== 'CustomerRegistered' && event.type !== 'CustomerDetailsChanged') continue;
    const { name, externalIds, details } = event.personal;
    const isErased = externalIds === erased || details === erased;
    return { revision, words: isErased ? erased : { name, externalIds, details } };
  }
  return undefined;
}
