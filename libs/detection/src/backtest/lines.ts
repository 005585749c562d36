const newline = 10;

/** Lines of a stream of bytes, a batch for each chunk; a last line without an end counts too. UTF-8 is never cut. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  onBytes: (bytes: Uint8Array) => void = () => undefined,
): AsyncGenerator<readonly string[]> {
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    onBytes(chunk);
    const end = chunk.lastIndexOf(newline);
    if (end < 0) {
      rest = Buffer.concat([rest, chunk]);
      continue;
    }
    const whole = Buffer.concat([rest, chunk.subarray(0, end)]);
    rest = chunk.slice(end + 1);
    yield whole.toString('utf8').split('\n');
  }
  if (rest.length > 0) yield Buffer.from(rest).toString('utf8').split('\n');
}
