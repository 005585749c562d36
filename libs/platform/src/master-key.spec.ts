import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadMasterKey, masterKeyOf } from './master-key.js';

let dataFolder: string;
beforeEach(async () => {
  dataFolder = join(await mkdtemp(join(tmpdir(), 'bookward-key-')), 'data');
});
afterEach(() => rm(join(dataFolder, '..'), { recursive: true }));

describe('the master key', () => {
  it('is made at the first start, for its owner alone, and found again', async () => {
    const first = await loadMasterKey({ dataFolder });
    const again = await loadMasterKey({ dataFolder });
    expect(again.derive('subject-keys')).toEqual(first.derive('subject-keys'));
    expect((await stat(join(dataFolder, 'master.key'))).mode & 0o777).toBe(0o600);
  });

  it('is one, however many processes start together', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => loadMasterKey({ dataFolder })));
    expect(new Set(keys.map((key) => key.derive('aliases').toString('hex'))).size).toBe(1);
    expect(await readdir(dataFolder)).toEqual(['master.key']);
  });

  it('of the settings wins and leaves no file', async () => {
    const secret = Buffer.alloc(32, 7);
    const key = await loadMasterKey({ masterKey: secret.toString('base64'), dataFolder });
    expect(key.derive('sessions')).toEqual(masterKeyOf(secret).derive('sessions'));
    await expect(stat(dataFolder)).rejects.toThrow('ENOENT');
  });

  it('that was damaged is refused in one sentence', async () => {
    await loadMasterKey({ dataFolder });
    await writeFile(join(dataFolder, 'master.key'), 'half');
    await expect(loadMasterKey({ dataFolder })).rejects.toThrow('restore it from a backup');
  });

  it('gives every purpose its own key', () => {
    const key = masterKeyOf(Buffer.alloc(32, 7));
    expect(key.derive('aliases')).not.toEqual(key.derive('subject-keys'));
    expect(key.derive('aliases')).toHaveLength(32);
    expect(masterKeyOf(Buffer.alloc(32, 8)).derive('aliases')).not.toEqual(key.derive('aliases'));
  });
});
