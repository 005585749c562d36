/**
 * The advisory locks of our databases, each of its own: whoever held one that means two things would keep those
 * waiting who need the other. Processes of different versions run side by side, so a number never changes its meaning.
 */
export const advisoryLocks = {
  /** Shared by every process that uses the embedded server; who gets it alone is the last one. */
  users: 7_266_210,
  migrating: 7_266_211,
  /** Held by one append at a time, until its commit is visible. */
  appending: 7_266_212,
  /** The right to move the checkpoints. */
  projecting: 7_266_213,
  fillingNext: 7_266_214,
  fillingCheck: 7_266_215,
  fillingPast: 7_266_216,
  preparingReadModel: 7_266_217,
} as const;
