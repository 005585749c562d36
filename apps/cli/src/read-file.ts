import { readFile } from 'node:fs/promises';
import { Failed } from './command.js';

/** @throws Failed when it cannot be read, in one sentence */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new Failed(missing ? `there is no file ${path}.` : `${path} cannot be read: ${String(error)}`, {
      cause: error,
    });
  }
}

/** @throws Failed when it cannot be read or is no JSON */
export async function readJson(path: string): Promise<unknown> {
  const text = await readText(path);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Failed(`${path} is not JSON.`, { cause: error });
  }
}
