import { isLedgerId, saltFromHex, type EventEnvelope } from '@outturn/kernel';
import { LedgerDamaged, readStoredEvent, type RestoredText } from '@outturn/ledger';

export interface ExportHeader {
  readonly outturn: 'export@1';
  readonly ledger: string;
  readonly events: number;
}

export interface ExportEnd {
  readonly end: { readonly position: number; readonly root: string; readonly texts: number };
}

export type ExportedLine =
  | { readonly kind: 'event'; readonly event: EventEnvelope; readonly bytes: string }
  | { readonly kind: 'text'; readonly text: RestoredText }
  | ({ readonly kind: 'end' } & ExportEnd);

const EVENT_LINE = '{"event":';

/** An event in the bytes that were hashed. */
export const eventLine = (bytes: string): string => `${EVENT_LINE}${bytes}}`;

const isHeader = (value: unknown): value is ExportHeader =>
  isObject(value) && value['outturn'] === 'export@1' && typeof value['ledger'] === 'string';

const isEnd = (value: unknown): value is ExportEnd => isObject(value) && isObject(value['end']);

/** The first line of an export. @throws LedgerDamaged where it is none */
export function readHeader(line: string): ExportHeader {
  const header = parse(line, 1);
  if (!isHeader(header)) throw new LedgerDamaged('line 1 is no header of an Outturn export');
  const { outturn, ledger, events } = header;
  if (!isLedgerId(ledger)) throw new LedgerDamaged(`"${ledger}" can't name a ledger`);
  mustBeWritten(line, 1, { outturn, ledger, events });
  return { outturn, ledger, events };
}

/**
 * Reads a line behind the header, by itself: an event must have all of its members and stand in canonical bytes, a text
 * must have a place, and no line may be written otherwise than an export writes it.
 * @throws LedgerDamaged with the line
 */
export function readLine(line: string, number: number): ExportedLine {
  if (line.startsWith(EVENT_LINE)) {
    if (!line.endsWith('}')) {
      parse(line, number);
      throw new LedgerDamaged(`line ${number} does not end in a brace`);
    }
    return readEventLine(line.slice(EVENT_LINE.length, -1), number);
  }
  const other = parse(line, number);
  if (isObject(other) && 'text' in other) {
    const { digest, entity, commandId, field, salt, text, redactedAt } = readText(other['text'], number);
    const kept: RestoredText = { digest, entity, commandId, field, salt, text, redactedAt };
    mustBeWritten(line, number, { text: kept });
    return { kind: 'text', text: kept };
  }
  if (isEnd(other)) {
    const { position, root, texts } = other.end;
    mustBeWritten(line, number, { end: { position, root, texts } });
    return { kind: 'end', end: { position, root, texts } };
  }
  throw new LedgerDamaged(`line ${number} is neither an event nor a text`);
}

function readEventLine(bytes: string, number: number): ExportedLine {
  const stored = readStoredEvent(bytes);
  if (stored === null) {
    parse(bytes, number);
    throw new LedgerDamaged(`line ${number} holds no event`);
  }
  if (!stored.canonical)
    throw new LedgerDamaged(`line ${number}: event ${stored.event.position} is not in canonical form`);
  return { kind: 'event', event: stored.event, bytes };
}

function readText(text: unknown, number: number): RestoredText {
  const isPlaced =
    isObject(text) && ['digest', 'entity', 'field', 'commandId'].every((name) => typeof text[name] === 'string');
  const kept = text as RestoredText;
  if (isPlaced && kept.text === null && kept.salt === null && Number.isSafeInteger(kept.redactedAt)) return kept;
  if (!isPlaced || typeof kept.text !== 'string' || typeof kept.salt !== 'string' || kept.redactedAt !== null)
    throw new LedgerDamaged(`line ${number}: the text is neither whole nor redacted`);
  if (saltFromHex(kept.salt) === null)
    throw new LedgerDamaged(`line ${number}: the text's salt is not 16 bytes in hex: words could hide in a longer one`);
  if (!kept.text.isWellFormed()) throw new LedgerDamaged(`line ${number}: the text is no Unicode text`);
  return kept;
}

/** What could be read in two ways, such as a member that is there twice, or has more than a reader looks at, is no export. */
function mustBeWritten(line: string, number: number, value: object): void {
  if (line !== JSON.stringify(value))
    throw new LedgerDamaged(`line ${number} is written otherwise than an export writes it: it was changed`);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(json: string, line: number): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new LedgerDamaged(
      `line ${line} is no JSON: the export was cut or changed on its way; copy it again, or export the ledger again`,
    );
  }
}
