import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bookward, startBookward } from '../support/bookward.js';
import { variants } from '../support/variants.js';
import { openFirm, tellTheStory } from './story.js';

describe('The whole stack, started by one command', () => {
  let data: string;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'bookward-'));
  });
  afterEach(() => rmSync(data, { recursive: true, force: true }));

  it.each(variants)(
    'tells the story from first view to replay $name',
    async ({ open }) => {
      const { env, close } = await open();
      const running = await startBookward(['--port', '0', '--data', data], env);
      try {
        await tellTheStory(await openFirm(running, data, env));
        const verify = await bookward(['verify', '--data', data, '--json'], env);
        expect(verify).toMatchObject({ code: 0, json: { ok: true, problems: [] } });
        expect(await running.stop()).toBe(0);
      } finally {
        if (running.child.exitCode === null) await running.kill();
        await close();
      }
    },
    180_000,
  );
});
