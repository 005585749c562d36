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
