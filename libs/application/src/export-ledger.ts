import { textDigests } from '@outturn/domain';
import type { EventEnvelope } from '@outturn/kernel';
import { LedgerDamaged, type Ledger, type RestoredPart } from '@outturn/ledger';
import { eventLine, readLine, type ExportEnd, type ExportHeader } from './exported-line.js';

// An export is JSON Lines: a header, every event in the bytes that were hashed, every text, and an end that says what
// must have come. Whoever has the file can check the events without the texts, and the texts against the events.

/** How many events are read in one look at the ledger. */
const PAGE = 1_000;

/** The lines of an export, without line ends. The ledger may grow meanwhile; the export ends where it began to look. */
export function* exportLines(ledger: Ledger): Generator<string> {
  const { head, root } = ledger.read((reader) => {
    const { position } = reader.head();
    return { head: position, root: reader.rootAt(position) };
  });
  yield JSON.stringify({ outturn: 'export@1', ledger: ledger.id, events: head } satisfies ExportHeader);
  const mentioned = new Set<string>();
  for (let from = 1; from <= head; from += PAGE) {
    const records = ledger.read((reader) => [...reader.records(from, Math.min(from + PAGE - 1, head))]);
    for (const { bytes } of records) {
      for (const [, digest] of textDigests(JSON.parse(bytes) as EventEnvelope)) mentioned.add(digest);
      yield eventLine(bytes);
    }
  }
  const texts = ledger.read((reader) => reader.texts()).filter(({ digest }) => mentioned.has(digest));
  for (const text of texts) yield JSON.stringify({ text });
  yield JSON.stringify({ end: { position: head, root, texts: texts.length } } satisfies ExportEnd);
}

/**
 * Reads the lines behind the header of an export and hands on what a ledger is restored from. Every event must stand in
 * its canonical bytes, at its position, in the ledger that the header names.
 * @throws LedgerDamaged with the line at the first thing that is wrong, or where the end is missing
 */
export async function* restoredParts(
  header: ExportHeader,
  lines: AsyncIterable<string>,
): AsyncGenerator<RestoredPart, void> {
  let position = 0;
  let number = 1;
  let batch: { event: EventEnvelope; bytes: string }[] = [];
  let texts = 0;
  let end: ExportEnd['end'] | null = null;
  for await (const line of lines) {
    number += 1;
    if (end !== null) throw new LedgerDamaged(`line ${number} stands behind the end`);
    const read = readLine(line, number);
    switch (read.kind) {
      case 'event':
        position += 1;
        mustFollow(read.event, { position, ledger: header.ledger, index: batch.length }, number);
        batch.push(read);
        if (batch.length < read.event.batch.size) break;
        yield { kind: 'batch', batch };
        batch = [];
        break;
      case 'text':
        texts += 1;
        yield { kind: 'text', text: read.text };
        break;
      case 'end':
        end = read.end;
        if (end.position !== position || end.texts !== texts) {
          throw new LedgerDamaged(
            `the export ends with ${position} events and ${texts} texts where its last line says ${end.position} and ${end.texts}`,
          );
        }
        if (batch.length > 0) throw new LedgerDamaged('the export ends in the middle of a batch');
    }
  }
  if (end === null) throw new LedgerDamaged('the export is cut short: its last line is missing');
  yield { kind: 'end', root: end.root };
}

function mustFollow(
  event: EventEnvelope,
  place: { readonly position: number; readonly ledger: string; readonly index: number },
  number: number,
): void {
  if (event.position !== place.position || event.ledger !== place.ledger) {
    throw new LedgerDamaged(
      `line ${number} holds event ${event.position} of "${event.ledger}" where event ${place.position} of "${place.ledger}" belongs`,
    );
  }
  const { index, size } = event.batch;
  if (index !== place.index || index >= size) {
    throw new LedgerDamaged(`line ${number}: event ${event.position} is not the next of its batch`);
  }
}
