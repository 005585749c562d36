import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '#platform/config';

const fileOf = (config: Config): string => join(config.dataFolder, 'url');

/** Where the api of this data folder answers: a command beside it makes links that lead there. */
export async function addressOf(config: Config): Promise<string> {
  if (config.publicUrl !== undefined) return config.publicUrl.replace(/\/$/, '');
  const noted = await readFile(fileOf(config), 'utf8').catch(() => undefined);
  return noted?.trim() ?? `http://${config.host}:${config.port}`;
}

export const noteAddress = (config: Config, url: string): Promise<void> => writeFile(fileOf(config), `${url}\n`);
export const forgetAddress = (config: Config): Promise<void> => rm(fileOf(config), { force: true });
