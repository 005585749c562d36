import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { merkleRoot } from './merkle-root.js';

const sha256 = (...parts: readonly (string | Buffer)[]): Buffer => {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest();
};
const leaf = (text: string): Buffer => sha256('\0', text);
const node = (left: Buffer, right: Buffer): Buffer => sha256('\x01', left, right);

describe('the root that commits to what left', () => {
  it('is the hash of nothing when nothing left', () => {
    expect(merkleRoot([])).toBe(sha256().toString('hex'));
  });

  it('pairs leaves as RFC 6962 does', () => {
    const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map(leaf) as [Buffer, Buffer, Buffer, Buffer, Buffer];
    expect(merkleRoot(['a'])).toBe(a.toString('hex'));
    expect(merkleRoot(['a', 'b', 'c'])).toBe(node(node(a, b), c).toString('hex'));
    expect(merkleRoot(['a', 'b', 'c', 'd', 'e'])).toBe(node(node(node(a, b), node(c, d)), e).toString('hex'));
  });

  it('changes with any leaf and with the order', () => {
    expect(new Set([merkleRoot(['a', 'b']), merkleRoot(['b', 'a']), merkleRoot(['a', 'c'])]).size).toBe(3);
  });
});
