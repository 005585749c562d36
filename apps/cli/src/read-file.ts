import { isUtf8 } from 'node:buffer';
import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { ZodError } from 'zod';
import { Failed } from './command.js';

/** Text in UTF-8, without the mark of byte order that some programs begin a file with. @throws Failed when it cannot be read */
export async function readText(path: string): Promise<string> {
  mustBeFile(path);
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new Failed(`${path} cannot be read: ${String(error)}`, { cause: error });
  });
  if (!isUtf8(bytes)) throw new Failed(`${path} is not UTF-8; save it as UTF-8 and try again.`);
  return new TextDecoder().decode(bytes);
}

/** @throws Failed when it cannot be read or is no JSON */
async function readJson(path: string): Promise<unknown> {
  const text = await readText(path);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Failed(`${path} is not JSON.`, { cause: error });
  }
}

/** What `parse` makes of a JSON file; `what` names it. @throws Failed with the first thing to mend */
export async function readJsonAs<T>(path: string, what: string, parse: (json: unknown) => T): Promise<T> {
  const json = await readJson(path);
  try {
    return parse(json);
  } catch (error) {
    const issue = error instanceof ZodError ? error.issues[0] : undefined;
    if (issue === undefined) throw error;
    const place = issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
    throw new Failed(`${path} is no ${what}: ${place}${issue.message}; mend it there.`, { cause: error });
  }
}

/** @throws Failed */
export function mustBeFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new Failed(`there is no file ${path}.`);
  if (found.isDirectory()) throw new Failed(`${path} is a folder; name a file in it.`);
}

/** `hint`: which one to name. @throws Failed */
export function mustBeFolder(path: string, hint: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new Failed(`there is no folder ${path}; ${hint}.`);
}
