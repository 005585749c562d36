import { exportDecider } from '#domain/export/export.decider';
import type { Metadata } from '#domain/event';
import { Refusal } from '#domain/refusal';
import { streams } from '#domain/streams';
import { handleCommand } from '#event-store/handle-command';
import type { Desk } from '../desk.js';
import { defineCommand } from '../use-case.js';
import { loadExport } from './export-stream.js';
import { hasGivenNoticeSince } from './run-export.js';

type Asked = {
  readonly exportId: string;
  readonly employeeId: string;
  readonly now: string;
  readonly metadata: Metadata;
};

/**
 * The file of an executed export; every download is an event, written before the file is handed out.
 * @throws Refusal `not_found`, `state.conflict`, `grant.expired`, `access.denied`
 */
export const downloadFile = defineCommand(
  'DownloadExport',
  async (desk: Pick<Desk, 'log' | 'live' | 'view' | 'exportFiles'>, { exportId, employeeId, now, metadata }: Asked) => {
    desk.live.requireFresh();
    const { grantedAt, state } = await loadExport(desk.log, exportId);
    if (state.status === 'unknown' || state.requestedBy !== employeeId)
      throw new Refusal('not_found', 'There is no such export.');
    if (await hasGivenNoticeSince(desk, employeeId, grantedAt, now))
      throw new Refusal('access.denied', 'A grant given before the notice no longer opens its file.');
    const file = state.executed === null ? undefined : await desk.exportFiles.load(state.executed.watermarkId);
    if (state.executed !== null && file === undefined)
      throw new Refusal('grant.expired', 'The file is gone with its grant; request the export again.');
    const { position } = await handleCommand(desk.log, exportDecider, {
      stream: streams.export(exportId),
      command: { type: 'DownloadFile', by: employeeId, device: null, now },
      metadata,
    });
    return { file: file ?? Buffer.alloc(0), format: state.request.format, position };
  },
);
