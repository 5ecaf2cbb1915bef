import { saltFromHex, type EventEnvelope } from '@outturn/kernel';
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

/** The first line of an export. @throws LedgerDamaged where it is none */
export function readHeader(line: string): ExportHeader {
  const header = parse(line, 1);
  if (!isObject(header) || header['outturn'] !== 'export@1' || typeof header['ledger'] !== 'string')
    throw new LedgerDamaged('line 1 is no header of an Outturn export');
  return header as unknown as ExportHeader;
}

/**
 * Reads a line behind the header, by itself: an event must have all of its members and stand in canonical bytes, a text
 * must have a place.
 * @throws LedgerDamaged with the line
 */
export function readLine(line: string, number: number): ExportedLine {
  if (line.startsWith(EVENT_LINE)) return readEventLine(line.slice(EVENT_LINE.length, -1), number);
  const other = parse(line, number);
  if (isObject(other) && 'text' in other) return { kind: 'text', text: readText(other['text'], number) };
  if (isObject(other) && isObject(other['end']))
    return { kind: 'end', end: other['end'] as unknown as ExportEnd['end'] };
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
