/** What would outlive this process: its children, its database servers, its folders. */
const begun: (() => unknown)[] = [];
let tidies = false;

/** From now on nothing that has begun is left behind when SIGTERM or Ctrl-C ends this process. */
export function tidyWhenToldToStop(): void {
  tidies = true;
}

/** `end` is called when this process is told to stop, the last begun first, though it may have come to an end by then. */
export function mustEnd(end: () => unknown): void {
  begun.push(end);
  // Where there is nothing to see to, a signal ends the process at once, whatever it computes.
  if (!tidies || begun.length > 1) return;
  process.on('SIGINT', () => void stop(130));
  process.on('SIGTERM', () => void stop(143));
}

let stopping: Promise<never> | undefined;
const stop = (code: number): Promise<never> => (stopping ??= endAll(code));

async function endAll(code: number): Promise<never> {
  for (let end = begun.pop(); end !== undefined; end = begun.pop()) await Promise.resolve(end()).catch(() => undefined);
  process.exit(code);
}

/** What `work` comes to, unless this process is told to stop: then whatever fails is no failure. */
export const unlessToldToStop = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => stopping ?? Promise.reject(error));
