const textOid = 25;
const headerBytes = 20;

/**
 * A `text[]` parameter in PostgreSQL's binary format: nothing is escaped here or unescaped there, which halves the
 * cost of sending many events. One dimension, at least one element.
 */
export function textArray(values: readonly (string | null)[]): Buffer {
  const sizes = values.map((value) => (value === null ? 0 : Buffer.byteLength(value)));
  const array = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + size, headerBytes + 4 * values.length));
  array.writeInt32BE(1, 0);
  array.writeInt32BE(values.includes(null) ? 1 : 0, 4);
  array.writeInt32BE(textOid, 8);
  array.writeInt32BE(values.length, 12);
  array.writeInt32BE(1, 16);
  let at = headerBytes;
  for (const [index, value] of values.entries()) {
    const size = sizes[index] ?? 0;
    array.writeInt32BE(value === null ? -1 : size, at);
    at += 4;
    if (value !== null) at += array.write(value, at, size);
  }
  return array;
}
