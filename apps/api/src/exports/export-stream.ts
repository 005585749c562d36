import { exportDecider } from '#domain/export/export.decider';
import type { ExportEvent, ExportState } from '#domain/export/export.decider';
import { exportSetListed } from '#domain/export/export.events';
import { withPart } from '#domain/export/export-set';
import type { Fact } from '#domain/decider';
import type { Metadata } from '#domain/event';
import { streams } from '#domain/streams';
import type { EventToRecord, Log } from '#event-store/log';

/** 4,000 ids of 36 characters are 160 kB: with two parts an append stays below its limit of 512 kB. */
const idsInPart = 4_000;
const partsInAppend = 2;

type Set = 'requested' | 'released';

export type LoadedExport = {
  readonly state: ExportState;
  /** -1 when there is no such stream. */
  readonly revision: number;
  /** Where the grant stands in the log; `''` before it was given. */
  readonly grantedAt: string;
  /** Of the request that the stream began with; undefined for one without an idempotency key. */
  readonly bodyHash: string | undefined;
  /** The approved customers, in the order in which they were listed. */
  readonly approvedIds: readonly string[];
};

export async function loadExport({ facts }: Pick<Log, 'facts'>, exportId: string): Promise<LoadedExport> {
  let loaded: LoadedExport = {
    state: exportDecider.initial,
    revision: -1,
    grantedAt: '',
    bodyHash: undefined,
    approvedIds: [],
  };
  let approvedIds: readonly string[] = [];
  for await (const event of facts.readStream(streams.export(exportId))) {
    if (event.type === 'ExportSetListed' && event.data.set === 'requested')
      approvedIds = withPart(approvedIds, event.data);
    loaded = {
      // The stream holds its decider's own events.
      state: exportDecider.evolve(loaded.state, event as Fact<ExportEvent>),
      revision: event.revision,
      bodyHash: loaded.revision < 0 ? event.bodyHash : loaded.bodyHash,
      grantedAt: event.type === 'ExportGranted' ? event.position : loaded.grantedAt,
      approvedIds,
    };
  }
  return loaded;
}

/**
 * Appends what was decided, preceded by the customers it is about, part by part. Small sets are one append; of a
 * large one the decision comes last, so that it never stands without its customers. Where a crash cut that off between
 * two parts, the set is listed once more, from its first part.
 * @throws WrongExpectedRevision when somebody else wrote meanwhile
 */
export async function appendWithSet(
  log: Pick<Log, 'append'>,
  exportId: string,
  {
    set,
    customerIds,
    decided,
    after,
    metadata,
  }: {
    readonly set: Set;
    readonly customerIds: readonly string[];
    readonly decided: readonly ExportEvent[];
    /** The revision that was read; -1 for a stream that begins. */
    readonly after: number;
    readonly metadata: Metadata;
  },
) {
  const stream = streams.export(exportId);
  const events: EventToRecord[] = [...partsOf(exportId, set, customerIds), ...decided];
  let revision = after;
  let position = '';
  for (let from = 0; from < events.length; from += partsInAppend) {
    const chunk = events.slice(from, from + partsInAppend);
    ({ revision, position } = await log.append(stream, revision < 0 ? 'none' : revision, chunk, metadata));
  }
  return { revision, position };
}

function partsOf(exportId: string, set: Set, customerIds: readonly string[]): readonly EventToRecord[] {
  const parts: EventToRecord[] = [];
  for (let from = 0; from < customerIds.length; from += idsInPart)
    parts.push(
      exportSetListed.of({ exportId, set, part: parts.length, customerIds: customerIds.slice(from, from + idsInPart) }),
    );
  return parts;
}
