import { withPart } from '#domain/export/export-set';
import { streams } from '#domain/streams';
import type { Beside, LogFact, ScoredEvent } from './facts.js';

/** The part of the log's port that is needed to look beside an event. */
export type ReadsStreams = {
  readStream(stream: string, options?: { readonly limit?: number }): AsyncIterable<LogFact>;
};
/** A disposed alert: its episode in the log's numbers, and the model that raised it. */
export type Disposed = { readonly employeeId: string; readonly episode: number; readonly modelVersion: string };

/** Reads what an event is told with. `engineEpisode` knows a disposed episode by the engine's own number. */
export async function lookBeside(
  log: ReadsStreams,
  event: ScoredEvent,
  engineEpisode: (disposed: Disposed) => number | null,
): Promise<Beside> {
  if (event.type === 'ExportExecuted' || event.type === 'ExportDownloaded')
    return { ...nothingBeside, released: await releasedBy(log, event.data.exportId) };
  if (event.type !== 'AlertDisposed') return nothingBeside;
  const { alertId, employeeId } = event.data;
  const { window, modelVersion } = await alertUntil(log, alertId, event.revision);
  const episode = engineEpisode({ employeeId, episode: episodeOf(alertId), modelVersion });
  return { ...nothingBeside, window, episode };
}

const nothingBeside: Beside = { released: [], episode: null, window: { from: '', to: '' } };

/** An alert's id ends with its episode. */
export const episodeOf = (alertId: string): number => Number(alertId.slice(alertId.lastIndexOf('-') + 1));

async function releasedBy(log: ReadsStreams, exportId: string): Promise<readonly string[]> {
  let released: readonly string[] = [];
  for await (const event of log.readStream(streams.export(exportId))) {
    if (event.type === 'ExportSetListed' && event.data.set === 'released') released = withPart(released, event.data);
  }
  return released;
}

/** The days of an alert as they stood when it was disposed, and the model that raised it. */
async function alertUntil(log: ReadsStreams, alertId: string, revision: number) {
  let window = { from: '', to: '' };
  let modelVersion = '';
  for await (const event of log.readStream(streams.alert(alertId), { limit: revision })) {
    if (event.type !== 'AlertRaised' && event.type !== 'AlertExtended') continue;
    window = { from: dayOf(event.data.window.from), to: dayOf(event.data.window.to) };
    if (event.type === 'AlertRaised') modelVersion = event.data.model.version;
  }
  return { window, modelVersion };
}
const dayOf = (instant: string): string => instant.slice(0, 10);
