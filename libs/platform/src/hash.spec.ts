import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { canonicalJson, keyedHash, sha256 } from './hash.js';

/** The same value with every object's keys in the opposite order. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, turned(inner)]),
  );
};

describe('canonical JSON', () => {
  it('does not depend on the order of keys', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => canonicalJson(turned(value)) === canonicalJson(value)));
  });

  it('survives being stored as JSON and read back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const stored: unknown = JSON.parse(JSON.stringify(value, null, 2));
        return canonicalJson(stored) === canonicalJson(value);
      }),
    );
  });

  it('is JSON, and says what the value says', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('tells different values apart', () => {
    expect(canonicalJson({ a: 1, b: [1, 'é', null] })).toBe('{"a":1,"b":[1,"é",null]}');
    expect(canonicalJson({ a: '1' })).not.toBe(canonicalJson({ a: 1 }));
    expect(canonicalJson({ 10: 'x', 9: 'y' })).toBe('{"10":"x","9":"y"}');
    expect(canonicalJson({ a: undefined })).toBe('{}');
  });

  it('refuses what JSON cannot hold', () => {
    for (const value of [Number.NaN, Infinity, 1n, () => 1, undefined])
      expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});

describe('hashes', () => {
  it('agree with the published vector of SHA-256', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('under a key differ by key, label and text, and never by how label and text are split', () => {
    const key = Buffer.alloc(32, 1);
    const hash = keyedHash(key, 'device', 'laptop');
    expect(hash).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(keyedHash(key, 'device', 'laptop')).toBe(hash);
    expect(keyedHash(Buffer.alloc(32, 2), 'device', 'laptop')).not.toBe(hash);
    expect(keyedHash(key, 'destination', 'laptop')).not.toBe(hash);
    expect(keyedHash(key, 'devicelap', 'top')).not.toBe(hash);
  });
});
