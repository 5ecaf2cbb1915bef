import { setImmediate as turn } from 'node:timers/promises';
import { canonicalJson, type EventEnvelope, type Json } from '@outturn/kernel';
import {
  Frontier,
  leafHash,
  LedgerDamaged,
  readStoredEvent,
  type KeyRange,
  type Ledger,
  type LedgerReader,
  type ViewFold,
  type ViewRow,
  type ViewToRead,
} from '@outturn/ledger';
import { readEvent } from './read-event.js';

/** What a scorecard is read from: rows of views, kept ones or such as were folded just now. */
export type RowReader = Pick<LedgerReader, 'rows'>;

/** Rows of views as the events say, whatever rows the ledger keeps. */
export interface RowsFromEvents extends RowReader {
  readonly ledger: string;
  /** The last event that was folded. */
  readonly position: number;
  /** The Merkle root (hex) over the bytes that were folded. */
  readonly root: string;
}

/** How many events are read in one look at the ledger: between two looks others have their turn. */
const PAGE = 2_000;

/**
 * Folds the events of a ledger up to a position. Nothing that lies beside the bytes is trusted: leaves, tiles, columns and
 * rows are not read, so whoever compares the root knows which events the rows come from.
 * @throws LedgerDamaged where bytes are no event of this place, and where the position lies inside a batch; UnknownEvent
 */
export async function rowsFromEvents(
  ledger: Ledger,
  position: number,
  views: readonly ViewFold[],
): Promise<RowsFromEvents> {
  const folded = new Map(views.map((view) => [view.name, { view, rows: new Map<string, object>() }]));
  let frontier = Frontier.empty;
  let last: EventEnvelope | null = null;
  for (let from = 1; from <= position; from += PAGE) {
    const to = Math.min(from + PAGE - 1, position);
    for (const { bytes } of ledger.read((reader) => [...reader.records(from, to)])) {
      frontier = frontier.push(leafHash(bytes));
      last = eventIn(bytes, ledger.id, frontier.size);
      const event = readEvent(last);
      for (const { view, rows } of folded.values()) if (view.handles.has(event.type)) foldInto(rows, view, event);
    }
    await turn();
  }
  if (frontier.size !== position)
    throw new LedgerDamaged(`"${ledger.id}" holds ${frontier.size} events up to position ${position}`);
  if (last !== null && last.batch.index !== last.batch.size - 1)
    throw new LedgerDamaged(`position ${position} of "${ledger.id}" lies inside a batch`);
  const sorted = new Map([...folded].map(([name, { rows }]) => [name, inOrder(rows)]));
  return {
    ledger: ledger.id,
    position,
    root: frontier.root().toString('hex'),
    *rows<Row extends object>(view: ViewToRead<Row>, range: KeyRange, at: number): IterableIterator<ViewRow<Row>> {
      const name = typeof view === 'string' ? view : view.name;
      const rows = sorted.get(name);
      if (rows === undefined || at !== position) throw new RangeError(`the view ${name} was not folded up to ${at}`);
      const [from, to] = [Buffer.from(range.from), Buffer.from(range.to)];
      for (let index = firstFrom(rows, from); index < rows.length; index += 1) {
        const row = rows[index] as FoldedRow;
        if (Buffer.compare(row.bytes, to) >= 0) return;
        yield { key: row.key, fromPosition: position, content: plain(row.content) };
      }
    },
  };
}

function eventIn(bytes: string, ledger: string, position: number): EventEnvelope {
  const stored = readStoredEvent(bytes);
  if (stored === null || !stored.canonical || stored.event.ledger !== ledger || stored.event.position !== position)
    throw new LedgerDamaged(`what "${ledger}" holds as event ${position} is not that: run outturn verify ${ledger}`);
  return stored.event;
}

function foldInto(rows: Map<string, object>, view: ViewFold, event: EventEnvelope): void {
  const key = view.keyOf(event);
  const row = view.apply(rows.get(key) ?? null, event);
  if (row === null) rows.delete(key);
  else rows.set(key, row);
}

interface FoldedRow {
  readonly key: string;
  readonly bytes: Buffer;
  readonly content: object;
}

/** As a ledger orders keys: by their UTF-8 bytes. */
const inOrder = (rows: ReadonlyMap<string, object>): FoldedRow[] =>
  [...rows]
    .map(([key, content]) => ({ key, bytes: Buffer.from(key), content }))
    .sort((one, other) => Buffer.compare(one.bytes, other.bytes));

/** The index of the first row whose key is not below `from`. */
function firstFrom(rows: readonly FoldedRow[], from: Buffer): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (Buffer.compare((rows[middle] as FoldedRow).bytes, from) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A row as it would come back out of a table. */
const plain = <Row extends object>(row: object): Row => JSON.parse(canonicalJson(row as Json)) as Row;
