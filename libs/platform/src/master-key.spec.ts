import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadMasterKey, masterKeyOf } from './master-key.js';

const isFirstStart = () => Promise.resolve(true);
let dataFolder: string;
beforeEach(async () => {
  dataFolder = join(await mkdtemp(join(tmpdir(), 'bookward-key-')), 'data');
});
afterEach(() => rm(join(dataFolder, '..'), { recursive: true }));

describe('the master key', () => {
  it('is made at the first start, for its owner alone, and found again', async () => {
    const first = await loadMasterKey({ dataFolder, isFirstStart });
    const again = await loadMasterKey({ dataFolder, isFirstStart });
    expect(again.derive('subject-keys')).toEqual(first.derive('subject-keys'));
    expect((await stat(join(dataFolder, 'master.key'))).mode & 0o777).toBe(0o600);
  });

  it('is one, however many processes start together', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => loadMasterKey({ dataFolder, isFirstStart })));
    expect(new Set(keys.map((key) => key.derive('aliases').toString('hex'))).size).toBe(1);
    expect(await readdir(dataFolder)).toEqual(['master.key']);
  });

  it('of the settings wins and leaves no file', async () => {
    const secret = Buffer.alloc(32, 7);
    const key = await loadMasterKey({ masterKey: secret.toString('base64'), dataFolder, isFirstStart });
    expect(key.derive('sessions')).toEqual(masterKeyOf(secret).derive('sessions'));
    await expect(stat(dataFolder)).rejects.toThrow('ENOENT');
  });

  it('that was damaged is refused in one sentence', async () => {
    await loadMasterKey({ dataFolder, isFirstStart });
    await writeFile(join(dataFolder, 'master.key'), 'half');
    await expect(loadMasterKey({ dataFolder, isFirstStart })).rejects.toThrow('restore it from a backup');
  });

  it('that was lost is asked for, and not replaced by another one', async () => {
    const lost = loadMasterKey({ dataFolder, isFirstStart: () => Promise.resolve(false) });
    await expect(lost).rejects.toThrow(/master.key is missing.*put it back from a backup/);
    await expect(stat(join(dataFolder, 'master.key'))).rejects.toThrow('ENOENT');
  });

  it('gives every purpose its own key', () => {
    const key = masterKeyOf(Buffer.alloc(32, 7));
    expect(key.derive('aliases')).not.toEqual(key.derive('subject-keys'));
    expect(key.derive('aliases')).toHaveLength(32);
    expect(masterKeyOf(Buffer.alloc(32, 8)).derive('aliases')).not.toEqual(key.derive('aliases'));
  });
});
