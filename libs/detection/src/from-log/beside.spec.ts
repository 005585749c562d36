import { describe, expect, it } from '@jest/globals';
import { exportExecuted, exportSetListed } from '#domain/export/export.events';
import { recorded } from '#test/support/recorded-events';
import { lookBeside } from './beside.js';
import { isScored } from './facts.js';

const listed = (part: number, customerIds: readonly string[]) =>
  exportSetListed.of({ exportId: 'x-1', set: 'released', part, customerIds: [...customerIds] });
const executed = exportExecuted.of({
  exportId: 'x-1',
  requestedBy: 'e-1',
  rows: 2,
  leftOut: 1,
  portfolio: 'own',
  sensitivity: 'internal',
  manifestRoot: 'root',
  watermarkId: 'w-1',
  bytes: 10,
  device: null,
});

describe('beside an export that was executed', () => {
  it('stand the customers of the run that came to its end, not of one that was cut off before', async () => {
    const cutOff = [listed(0, ['c-1', 'c-2']), listed(1, ['c-3'])];
    const events = recorded([...cutOff, listed(0, ['c-2']), listed(1, ['c-3']), executed]);
    const log = {
      readStream: async function* () {
        yield* events;
      },
    };
    const beside = [];
    for (const event of events) if (isScored(event)) beside.push(await lookBeside(log, event, () => null));
    expect(beside).toMatchObject([{ released: ['c-2', 'c-3'] }]);
  });
});
