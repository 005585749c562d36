import { hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from './make-folder.js';

/** What a derived key is for: each purpose has its own, so that no two uses share one. */
type KeyPurpose =
  | 'subject-keys'
  | 'aliases'
  | 'activity-hashes'
  | 'bodies'
  | 'sessions'
  | 'cursors'
  | 'answers'
  | 'export-files'
  | 'fingerprint';

/** The deployment's one secret. It wraps subject keys and is the root of every other secret; it is never used itself. */
export type MasterKey = {
  /** 32 bytes, by HKDF-SHA-256; the same for the same purpose as long as the master key is. */
  derive(purpose: KeyPurpose): Buffer;
};

/** The key is not one, or not this deployment's; `message` is one plain sentence. */
export class WrongMasterKey extends Error {
  override readonly name = 'WrongMasterKey';
}

const keyBytes = 32;
const fileName = 'master.key';

export function masterKeyOf(secret: Uint8Array): MasterKey {
  const derived = new Map<KeyPurpose, Buffer>();
  return {
    derive: (purpose) => {
      const known = derived.get(purpose);
      if (known !== undefined) return known;
      const key = Buffer.from(hkdfSync('sha256', secret, '', `bookward:${purpose}`, keyBytes));
      derived.set(purpose, key);
      return key;
    },
  };
}

/**
 * The configured key, else that of the data folder, which is made at the first start, readable by its owner alone.
 * Processes that start together agree on one.
 * @throws WrongMasterKey when the file is not a key, or is not there though this is not the first start
 */
export async function loadMasterKey(settings: {
  /** 32 bytes in base64. */
  readonly masterKey?: string;
  readonly dataFolder: string;
  /** Asked where there is no key: a new one beside data of the old would find its way into the backups. */
  readonly isFirstStart: () => Promise<boolean>;
}): Promise<MasterKey> {
  const text = settings.masterKey ?? (await readOrMake(settings.dataFolder, settings.isFirstStart));
  const secret = Buffer.from(text.trim(), 'base64');
  if (secret.length !== keyBytes) {
    throw new WrongMasterKey(
      `${join(settings.dataFolder, fileName)} is not a key of ${keyBytes} bytes; restore it from a backup.`,
    );
  }
  return masterKeyOf(secret);
}

async function readOrMake(dataFolder: string, isFirstStart: () => Promise<boolean>): Promise<string> {
  const path = join(dataFolder, fileName);
  const found = await readIfThere(path);
  if (found !== undefined) return found;
  if (!(await isFirstStart())) {
    // Somebody who starts beside us may have made it meanwhile.
    const made = await readIfThere(path);
    if (made !== undefined) return made;
    throw new WrongMasterKey(
      `${path} is missing, and the database was started with it; put it back from a backup, or give it as BOOKWARD_MASTER_KEY.`,
    );
  }
  await makeFolder(dataFolder);
  const draft = join(dataFolder, `.${fileName}.${randomUUID()}`);
  try {
    await writeSynced(draft, `${randomBytes(keyBytes).toString('base64')}\n`);
    // Linking is atomic and never replaces: whoever comes second reads the first one's key, whole.
    await link(draft, path).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
  } finally {
    // Also where the disk was full: nobody looks for half a key.
    await rm(draft, { force: true });
  }
  return readFile(path, 'utf8');
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
