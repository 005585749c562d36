import { describe, expect, it } from '@jest/globals';
import { catalogue } from '#domain/events';
import { events } from '../../apps/console/src/messages/en/events.js';

describe('The console', () => {
  it('has words for every event that may be stored', () => {
    expect(Object.keys(events).sort()).toEqual(catalogue.map(({ type }) => type).sort());
  });
});
