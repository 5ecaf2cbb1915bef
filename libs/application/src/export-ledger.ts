import { textDigests } from '@outturn/domain';
import { LedgerDamaged, readStoredEvent, type Ledger } from '@outturn/ledger';
import { eventLine, type ExportEnd, type ExportHeader } from './exported-line.js';

// An export is JSON Lines: a header, every event in the bytes that were hashed, every text, and an end that says what
// must have come. Whoever has the file can check the events without the texts, and the texts against the events.

/** How many events are read in one look at the ledger. */
const PAGE = 1_000;

/**
 * The lines of an export, without line ends. The ledger may grow meanwhile; the export ends where it began to look.
 * @throws LedgerDamaged with the position, where the stored bytes are no event: nothing could be restored from them
 */
export function* exportLines(ledger: Ledger): Generator<string> {
  const { head, root } = ledger.read((reader) => {
    const { position } = reader;
    return { head: position, root: reader.rootAt(position) };
  });
  yield JSON.stringify({ outturn: 'export@1', ledger: ledger.id, events: head } satisfies ExportHeader);
  const mentioned = new Set<string>();
  for (let from = 1; from <= head; from += PAGE) {
    const records = ledger.read((reader) => [...reader.records(from, Math.min(from + PAGE - 1, head))]);
    for (const { position, bytes } of records) {
      const stored = readStoredEvent(bytes);
      if (stored === null)
        throw new LedgerDamaged(
          `event ${position} of "${ledger.id}" can't be read: run outturn verify ${ledger.id}, and go on from a backup`,
        );
      for (const [, digest] of textDigests(stored.event)) mentioned.add(digest);
      yield eventLine(bytes);
    }
  }
  const texts = ledger.read((reader) => reader.texts()).filter(({ digest }) => mentioned.has(digest));
  for (const text of texts) yield JSON.stringify({ text });
  yield JSON.stringify({ end: { position: head, root, texts: texts.length } } satisfies ExportEnd);
}
