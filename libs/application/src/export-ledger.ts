import { canonicalJson, sha256, type EventEnvelope } from '@outturn/kernel';
import { LedgerDamaged, type Ledger, type RestoredPart, type RestoredText } from '@outturn/ledger';
import { textDigests } from '@outturn/domain';

// An export is JSON Lines: a header, every event in the bytes that were hashed, every text, and an end that says what
// must have come. Whoever has the file can check the events without the texts, and the texts against the events.

export interface ExportHeader {
  readonly outturn: 'export@1';
  readonly ledger: string;
  readonly events: number;
}

export interface ExportEnd {
  readonly end: { readonly position: number; readonly root: string; readonly texts: number };
}

const EVENT_LINE = '{"event":';

/** How many events are read in one look at the ledger. */
const PAGE = 1_000;

/** The lines of an export, without line ends. The ledger may grow meanwhile; the export ends where it began to look. */
export function* exportLines(ledger: Ledger): Generator<string> {
  const { head, root } = ledger.read((reader) => {
    const { position } = reader.head();
    return { head: position, root: reader.rootAt(position) };
  });
  yield JSON.stringify({ outturn: 'export@1', ledger: ledger.id, events: head } satisfies ExportHeader);
  const digests = new Map<string, { entity: string; field: string; commandId: string }>();
  for (let from = 1; from <= head; from += PAGE) {
    const records = ledger.read((reader) => [...reader.records(from, Math.min(from + PAGE - 1, head))]);
    for (const { bytes } of records) {
      const event = JSON.parse(bytes) as EventEnvelope;
      for (const [field, digest] of textDigests(event)) {
        if (!digests.has(digest)) digests.set(digest, { entity: event.entity, field, commandId: event.commandId });
      }
      yield `${EVENT_LINE}${bytes}}`;
    }
  }
  let texts = 0;
  for (const text of ledger.read((reader) => reader.texts())) {
    if (!digests.has(text.digest)) continue;
    texts += 1;
    yield JSON.stringify({ text });
  }
  yield JSON.stringify({ end: { position: head, root, texts } } satisfies ExportEnd);
}

/** The first line of an export. @throws LedgerDamaged where it is none */
export function readHeader(line: string): ExportHeader {
  const header = parse(line, 1) as Partial<ExportHeader>;
  if (header.outturn !== 'export@1' || typeof header.ledger !== 'string')
    throw new LedgerDamaged('line 1 is no header of an Outturn export');
  return header as ExportHeader;
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
  let lineNumber = 1;
  let batch: { event: EventEnvelope; bytes: string }[] = [];
  let texts = 0;
  for await (const line of lines) {
    lineNumber += 1;
    if (line.startsWith(EVENT_LINE)) {
      const bytes = line.slice(EVENT_LINE.length, -1);
      const event = parse(bytes, lineNumber) as EventEnvelope;
      position += 1;
      if (event.position !== position || event.ledger !== header.ledger) {
        throw new LedgerDamaged(
          `line ${lineNumber} holds event ${event.position} of "${event.ledger}" where event ${position} of "${header.ledger}" belongs`,
        );
      }
      if (canonicalJson(event as unknown as Parameters<typeof canonicalJson>[0]) !== bytes) {
        throw new LedgerDamaged(`line ${lineNumber}: event ${position} is not in canonical form`);
      }
      batch.push({ event, bytes });
      if (event.batch.index === event.batch.size - 1) {
        yield { kind: 'batch', batch };
        batch = [];
      }
      continue;
    }
    const other = parse(line, lineNumber) as { text?: RestoredText } & Partial<ExportEnd>;
    if (other.text !== undefined) {
      const { text, salt, digest } = other.text;
      if (
        text !== null &&
        salt !== null &&
        digest !== `sha256:${sha256(Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(text, 'utf8')]))}`
      ) {
        throw new LedgerDamaged(`line ${lineNumber}: the text does not have the digest ${digest}`);
      }
      texts += 1;
      yield { kind: 'text', text: other.text };
    } else if (other.end !== undefined) {
      if (other.end.position !== position || other.end.texts !== texts || batch.length > 0) {
        throw new LedgerDamaged(
          `the export ends with ${position} events and ${texts} texts where its last line says ${other.end.position} and ${other.end.texts}`,
        );
      }
      yield { kind: 'end', root: other.end.root };
      return;
    } else {
      throw new LedgerDamaged(`line ${lineNumber} is neither an event nor a text`);
    }
  }
  throw new LedgerDamaged('the export is cut short: its last line is missing');
}

function parse(json: string, line: number): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new LedgerDamaged(`line ${line} is no JSON`);
  }
}
