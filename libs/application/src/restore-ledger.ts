import type { EventEnvelope } from '@outturn/kernel';
import { LedgerDamaged, type EventStoreDirectory, type LedgerDirectory, type RestoredPart } from '@outturn/ledger';
import { readLine, type ExportEnd, type ExportHeader } from './exported-line.js';
import { verify } from './verify-ledger.js';

/**
 * Makes a ledger from the lines behind the header of an export: same positions, same bytes, same root. It appears only
 * when `verify` finds nothing against it, so nothing is restored that an auditor would have to refuse.
 * @param onVerified hears how far that last check has come, in events
 * @throws LedgerDamaged with the line or the event that is wrong, and then no ledger appears; LedgerExists
 */
export async function restoreLedger(
  directory: Pick<LedgerDirectory | EventStoreDirectory, 'restore'>,
  header: ExportHeader,
  lines: AsyncIterable<string>,
  onVerified: (position: number, of: number) => void = () => undefined,
): Promise<void> {
  const { ledger } = header;
  await directory.restore(ledger, restoredParts(header, lines), async (path) => {
    const { faults } = await verify({ path, ledger, onProgress: onVerified });
    const [first] = faults;
    if (first === undefined) return;
    const place = first.position === null ? '' : `event ${first.position}: `;
    const more = faults.length === 1 ? '' : ` (and ${faults.length - 1} more)`;
    throw new LedgerDamaged(
      `the export contradicts itself, and no ledger was made of it: ${place}${first.detail}${more}`,
    );
  });
}

/** Reads lines only as far as a ledger can be laid out from them: what they say is for `verify` to judge. */
async function* restoredParts(header: ExportHeader, lines: AsyncIterable<string>): AsyncGenerator<RestoredPart, void> {
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
        if (texts > 0) throw new LedgerDamaged(`line ${number} holds an event behind the texts`);
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
        if (header.events !== position)
          throw new LedgerDamaged(`the export holds ${position} events where its first line says ${header.events}`);
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
