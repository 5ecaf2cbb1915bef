import { isUtf8 } from 'node:buffer';
import { LedgerDamaged } from '@outturn/ledger';

/**
 * The lines of a stream of bytes, split at 0x0A alone: canonical JSON leaves U+2028 as it is, and Node's readline would
 * end a line there. A carriage return belongs to no line of an export.
 * @throws LedgerDamaged with the number of a line that is not UTF-8, or ends in a carriage return
 */
export async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<string, void> {
  let rest: Buffer[] = [];
  let number = 0;
  const line = (parts: readonly Buffer[]): string => {
    number += 1;
    const [whole, ...more] = parts;
    return text(whole !== undefined && more.length === 0 ? whole : Buffer.concat(parts), number);
  };
  for await (const chunk of bytes) {
    let from = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, from)) {
      yield line([...rest, chunk.subarray(from, end)]);
      rest = [];
      from = end + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  if (rest.length > 0) yield line(rest);
}

function text(bytes: Buffer, number: number): string {
  if (!isUtf8(bytes))
    throw new LedgerDamaged(
      `line ${number} is not UTF-8: the export was changed on its way; copy it again, byte for byte`,
    );
  if (bytes.at(-1) === 0x0d)
    throw new LedgerDamaged(
      `line ${number} ends in a carriage return: something that converts the ends of lines changed the export on its way; copy it again, byte for byte`,
    );
  return bytes.toString('utf8');
}
