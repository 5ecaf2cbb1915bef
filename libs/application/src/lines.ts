/**
 * The lines of a stream of bytes, split at 0x0A alone: canonical JSON leaves U+2028 as it is, and Node's readline would
 * end a line there. A carriage return before the end of a line is dropped.
 */
export async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<string, void> {
  let rest: Buffer[] = [];
  for await (const chunk of bytes) {
    let from = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, from)) {
      yield line(Buffer.concat([...rest, chunk.subarray(from, end)]));
      rest = [];
      from = end + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  if (rest.length > 0) yield line(Buffer.concat(rest));
}

const line = (bytes: Buffer): string => (bytes.at(-1) === 0x0d ? bytes.subarray(0, -1) : bytes).toString('utf8');
