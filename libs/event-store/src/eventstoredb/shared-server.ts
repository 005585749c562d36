import type { EventStoreDBClient } from '@eventstore/db-client';

/** A log on a server that may hold others too: ours are the streams whose names start with the prefix. */
export type SharedServer = { readonly client: EventStoreDBClient; readonly prefix: string };

const option = 'streamPrefix=';

/** Takes `streamPrefix` out of an address, for the client does not know it; absent, the whole server is ours. */
export function splitAddress(url: string): { readonly connectionString: string; readonly prefix: string } {
  const [address = '', query = ''] = url.replace(/^kurrentdb(\+discover)?:/, 'esdb$1:').split('?');
  const options = query.split('&');
  const others = options.filter((text) => text !== '' && !text.startsWith(option));
  return {
    connectionString: others.length === 0 ? address : `${address}?${others.join('&')}`,
    prefix: decodeURIComponent(options.find((text) => text.startsWith(option))?.slice(option.length) ?? ''),
  };
}

/** Not those of the server itself (statistics, scavenges, stream metadata), nor those of others. */
export const isOurs = ({ prefix }: SharedServer, { streamId }: { readonly streamId: string }): boolean =>
  streamId.startsWith(prefix) && !streamId.startsWith('$');
