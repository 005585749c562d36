const newline = 10;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Pieces of a stream of bytes that hold whole lines and end with a line's end, all but the last. Nothing is copied but
 * the lines that chunks cut. A mark of byte order, which some programs begin a file with, is left out.
 */
export async function* piecesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let isFirst = true;
  for await (const piece of wholeLinesOf(chunks)) {
    const isMarked = isFirst && piece.subarray(0, byteOrderMark.length).equals(byteOrderMark);
    isFirst = false;
    if (!isMarked) yield piece;
    else if (piece.length > byteOrderMark.length) yield piece.subarray(byteOrderMark.length);
  }
}

async function* wholeLinesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest: readonly Uint8Array[] = [];
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const first = bytes.indexOf(newline) + 1;
    if (first === 0) {
      rest = [...rest, Buffer.from(bytes)];
      continue;
    }
    const end = bytes.lastIndexOf(newline) + 1;
    const head = rest.length === 0 ? 0 : first;
    if (head > 0) yield Buffer.concat([...rest, bytes.subarray(0, head)]);
    if (end > head) yield bytes.subarray(head, end);
    rest = end < bytes.length ? [Buffer.from(bytes.subarray(end))] : [];
  }
  const last = Buffer.concat(rest);
  if (last.length > 0) yield last;
}

/** Lines of a stream of bytes, a batch for each piece; a last line without an end counts too. UTF-8 is never cut. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  for await (const piece of piecesOf(chunks)) {
    const text = piece.toString('utf8');
    yield (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  }
}
