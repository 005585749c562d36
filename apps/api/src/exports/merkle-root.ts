import { createHash } from 'node:crypto';

/**
 * Root of a Merkle tree over the leaves in their order (RFC 6962 §2.1: leaves hash with 0x00, nodes with 0x01), as 64
 * hexadecimal digits: commits to every leaf, and one leaf can later be proved without showing the others.
 */
export function merkleRoot(leaves: readonly string[]): string {
  let level = leaves.map((leaf) => hash(0, Buffer.from(leaf, 'utf8')));
  while (level.length > 1) {
    const next: Buffer[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = level.slice(at, at + 2);
      // An odd node rises as it is, which equals the RFC's split at the largest power of two.
      if (left !== undefined) next.push(right === undefined ? left : hash(1, left, right));
    }
    level = next;
  }
  return (level[0] ?? createHash('sha256').digest()).toString('hex');
}

const hash = (prefix: 0 | 1, ...parts: readonly Buffer[]): Buffer => {
  const digest = createHash('sha256').update(Uint8Array.of(prefix));
  for (const part of parts) digest.update(part);
  return digest.digest();
};
