import { alertDecider } from '#domain/alert/alert.decider';
import type { AlertCommand } from '#domain/alert/alert.decider';
import type { Metadata } from '#domain/event';
import type { AlertStatus } from '#domain/values';
import { streams } from '#domain/streams';
import { handleCommand } from '#event-store/handle-command';
import type { Desk } from '../desk.js';
import { defineCommand } from '../use-case.js';

type Handling = {
  readonly alertId: string;
  readonly command: AlertCommand;
  readonly metadata: Metadata;
  readonly ifMatch?: number | undefined;
};

/** An officer acknowledges or disposes. @throws Refusal `not_found`, also about oneself; `state.conflict` once disposed */
export const handleAlert = defineCommand(
  'HandleAlert',
  async ({ log }: Pick<Desk, 'log'>, { alertId, command, metadata, ifMatch }: Handling) => {
    const { revision, position, state } = await handleCommand(log, alertDecider, {
      stream: streams.alert(alertId),
      command,
      metadata,
      ...(ifMatch !== undefined && { ifMatch }),
    });
    const status: AlertStatus = state.status === 'unknown' ? 'open' : state.status;
    return { id: alertId, revision, position, status };
  },
);
