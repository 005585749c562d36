/** Why the embedded PostgreSQL cannot be used; `message` is one plain sentence that says what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  constructor(
    readonly code:
      | 'postgres.platform'
      | 'postgres.binaries'
      | 'data.incomplete'
      | 'data.locked'
      | 'data.unwritable'
      | 'data.version'
      | 'postgres.start',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What one of PostgreSQL's programs says went wrong, without the level; undefined when it says nothing. */
export function reasonIn(output: string): string | undefined {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !besideThePoint.test(line));
  // Where initdb runs the server, its own last words only tell that this failed.
  const reason = lines.findLast((line) => level.test(line)) ?? lines.at(-1);
  return reason?.replace(level, '');
}
const level = /^.*?(FATAL|PANIC|ERROR|error): +/;
const besideThePoint = /(HINT|CONTEXT): |^initdb: removing /;
