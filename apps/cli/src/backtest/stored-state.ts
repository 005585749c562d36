import { existsSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { readStoredRun, UnusableState, type StoredRun } from '#detection/backtest/stored-run';
import { Failed } from '../command.js';
import { readText } from '../read-file.js';

const fileMark = z.object({ settledBytes: z.int().min(0), settledHash: z.string() });
const storedState = z.object({
  run: z.string(),
  log: z.object({ through: z.string(), facts: z.array(z.tuple([z.string(), z.string()])) }).optional(),
  scores: fileMark.optional(),
  alerts: fileMark.optional(),
  assessments: fileMark.optional(),
});

/** The run's own state, and what is settled of the files, so that a run into the same folder goes on in them. */
export type StoredState = Omit<z.output<typeof storedState>, 'run'> & { readonly run: StoredRun };

/** What an earlier run left there; null before the first. @throws Failed when nothing can go on from it */
export async function leftBy(file: string | undefined): Promise<StoredState | null> {
  if (file === undefined || !existsSync(file)) return null;
  const text = await readText(file);
  try {
    const stored = outerOf(text);
    return { ...stored, run: readStoredRun(stored.run) };
  } catch (error) {
    if (!(error instanceof UnusableState)) throw error;
    throw new Failed(`${file} ${error.message}; name another --state, or remove it to begin anew.`, { cause: error });
  }
}

/** Whole or not at all: a run that is broken off, or finds the disk full, leaves the state from before it. */
export async function leave(
  file: string,
  state: Readonly<Record<keyof z.input<typeof storedState>, unknown>>,
): Promise<void> {
  const draft = `${file}.draft`;
  await writeFile(draft, JSON.stringify(state));
  await rename(draft, file);
}

function outerOf(text: string): z.output<typeof storedState> {
  try {
    return storedState.parse(JSON.parse(text));
  } catch (error) {
    throw new UnusableState('holds no state of a backtest', { cause: error });
  }
}
