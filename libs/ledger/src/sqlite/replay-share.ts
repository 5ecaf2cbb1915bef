import Database from 'better-sqlite3';
import type { EventEnvelope } from '@outturn/kernel';
import type { ViewFold } from '../view-fold.js';
import { SqliteReader, type ReadEvent } from './sqlite-reader.js';
import { REDACTING } from './verification/stored-event.js';
import { createViewTable, ViewRows } from './view-rows.js';
import { viewTable } from './view-versions.js';

/**
 * What one thread does of a replay: it reads every event, and rebuilds and compares the rows whose keys fall to it. Plain
 * data, so that another thread can be asked for it.
 */
export interface ReplayShare {
  /** The file of the ledger. */
  readonly path: string;
  readonly ledger: string;
  /** The last position that is replayed. */
  readonly position: number;
  /** The file that the rows are built in. */
  readonly rebuilt: string;
  /** Which of how many shares this is, from 0. */
  readonly index: number;
  readonly of: number;
}

/** What came of a share, for each view. */
export interface ReplayedShare {
  readonly views: readonly {
    readonly view: string;
    /** How many rows were rebuilt. */
    readonly rows: number;
    /** How many of them the ledger keeps just so. */
    readonly equal: number;
  }[];
  /** The events that took a text out: the digest of the text and the position. */
  readonly redactions: readonly (readonly [digest: string, position: number])[];
}

/** Another thread that replays with the same views. */
export interface ReplayBeside {
  /** From how many events on it is worth its start. */
  readonly fromEvents: number;
  /** Aborting the signal ends it. */
  replay(share: ReplayShare, onProgress: (position: number) => void, signal: AbortSignal): Promise<ReplayedShare>;
}

const CHUNK = 5_000;

/**
 * How many versions of a view a share holds back to write them in key order: the more, the seldomer every page
 * of what is written already is written again.
 */
const TOGETHER = 100_000;

/** Keys have no order in which they come, so any sum of their letters shares them out evenly. */
const fallsTo =
  ({ index, of }: ReplayShare) =>
  (key: string): boolean => {
    if (of === 1) return true;
    let sum = 0;
    for (let at = 0; at < key.length; at += 1) sum = (Math.imul(sum, 31) + key.charCodeAt(at)) >>> 0;
    return sum % of === index;
  };

/** Rebuilds a share's rows and compares them with the ledger's. Yields the position that it has come to, now and then. */
export function* replayShare(
  share: ReplayShare,
  { views, readEvent }: { readonly views: readonly ViewFold[]; readonly readEvent: ReadEvent },
): Generator<number, ReplayedShare> {
  const db = new Database(share.path, { readonly: true, fileMustExist: true });
  const scratch = new Database(share.rebuilt);
  try {
    scratch.pragma('journal_mode = OFF');
    scratch.pragma('synchronous = OFF');
    db.prepare('ATTACH ? AS rebuilt').run(share.rebuilt);
    // One read transaction: whoever writes meanwhile does not move what is compared.
    db.exec('BEGIN');
    for (const view of views) createViewTable(scratch, view);
    scratch.exec('BEGIN');
    const rows = new ViewRows(scratch, views, { together: TOGETHER, keeps: fallsTo(share) });
    const redactions = yield* fold(new SqliteReader(db, share.ledger, views, readEvent), rows, share.position);
    rows.flush();
    scratch.exec('COMMIT');
    return { views: views.map((view) => ({ view: view.name, ...compareView(db, view) })), redactions };
  } finally {
    scratch.close();
    db.close();
  }
}

function* fold(reader: SqliteReader, rows: ViewRows, position: number): Generator<number, ReplayedShare['redactions']> {
  const redactions: (readonly [string, number])[] = [];
  for (let from = 1; from <= position;) {
    const to = Math.min(position, reader.endOfBatch(from + CHUNK - 1));
    let batch: EventEnvelope[] = [];
    for (const event of reader.events(from, to)) {
      batch.push(event);
      const { digest } = event.data;
      if (event.type === REDACTING && typeof digest === 'string') redactions.push([digest, event.position]);
      if (event.batch.index === event.batch.size - 1) {
        rows.apply(batch);
        batch = [];
      }
    }
    from = to + 1;
    yield to;
  }
  return redactions;
}

function compareView(db: Database.Database, view: ViewFold): { rows: number; equal: number } {
  const table = viewTable(view);
  const rows = db.prepare(`SELECT count(*) FROM rebuilt.${table}`).pluck().get() as number;
  const isKept =
    db.prepare("SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = ?").get(table) !== undefined;
  if (!isKept) return { rows, equal: 0 };
  const equal = db
    .prepare(
      `SELECT count(*) FROM rebuilt.${table} AS rebuilt CROSS JOIN main.${table} AS kept
       ON kept.key = rebuilt.key AND kept.from_position = rebuilt.from_position AND kept.content IS rebuilt.content`,
    )
    .pluck()
    .get() as number;
  return { rows, equal };
}
