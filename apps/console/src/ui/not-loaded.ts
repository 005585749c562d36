import { connection } from '../api/connection';

/** A file of the console's own did not come: the server is away, or has newer ones since this tab was opened. */
export class NotLoaded extends Error {
  override readonly name = 'NotLoaded';
}

/** What a dynamic import brings. A failure is none of the router's, which would reload into the browser's own error. */
export const loaded = async <T>(files: Promise<T>): Promise<T> =>
  files.catch((cause: unknown) => {
    // Whether it is the server that is away: then the frame says so.
    void connection.ask();
    throw new NotLoaded('not loaded', { cause });
  });

/** Begins the page anew, with the files that the server has now; stays as long as it does not answer. */
export async function reloadOnceUp(): Promise<void> {
  if (await connection.ask()) window.location.reload();
}
