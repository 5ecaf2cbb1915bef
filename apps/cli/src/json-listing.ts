import type { Grounds } from '@outturn/wiring';
import type { Terminal } from './terminal.js';

/** Writes an answer that lists things as one JSON document, page by page: the rows are never held at once. */
export async function writeJsonListing(
  terminal: Terminal,
  head: Grounds,
  pages: AsyncIterable<readonly object[]> | Iterable<readonly object[]>,
): Promise<void> {
  const { ledger, position, root } = head;
  await terminal.write(`${JSON.stringify({ ledger, position, root }).slice(0, -1)},"rows":[`);
  let separator = '\n';
  for await (const rows of pages) {
    if (terminal.isClosed) return;
    if (rows.length === 0) continue;
    await terminal.write(separator + rows.map((row) => JSON.stringify(row)).join(',\n'));
    separator = ',\n';
  }
  await terminal.write('\n]}\n');
}
