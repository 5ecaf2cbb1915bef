import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { EventEnvelope } from '@outturn/kernel';
import type { ViewFold } from '../view-fold.js';
import { openingFault } from './fault.js';
import type { SqliteLedgerOptions } from './options.js';
import { checkFormat } from './schema.js';
import { SqliteReader } from './sqlite-reader.js';
import { createViewTable, ViewRows } from './view-rows.js';
import { viewTable } from './view-versions.js';

/** The first place where a kept view and its rebuild part. */
export interface ViewDifference {
  readonly view: string;
  readonly key: string;
  readonly fromPosition: number;
  /** The member of the row that differs; null where a whole row is missing or too many. */
  readonly column: string | null;
  readonly kept: string | null;
  readonly rebuilt: string | null;
}

export interface ReplayReport {
  readonly ledger: string;
  /** The events up to here were replayed. */
  readonly position: number;
  readonly root: string;
  readonly rows: number;
  /** Empty where every row is as the events say. At most one for each view: the first. */
  readonly differences: readonly ViewDifference[];
  /** Views that another release built: not compared, because a difference would mean nothing. */
  readonly otherVersions: readonly { readonly view: string; readonly kept: number; readonly ours: number }[];
}

interface VersionRow {
  readonly key: string;
  readonly from_position: number;
  readonly content: string | null;
}

const CHUNK = 5_000;

/** How many versions of a view are held back to be written in key order: some 50 MB of memory. */
const TOGETHER = 100_000;

/**
 * Rebuilds the views of a ledger from its events in a second file and compares them row by row with those that it
 * keeps. Nothing is written to the ledger.
 * @param to replay up to here; left out, to the head
 * @throws BadConfiguration where the file is no ledger of this format
 */
export async function replayViews(
  options: SqliteLedgerOptions,
  to: number | undefined,
  onProgress: (position: number, of: number) => void,
): Promise<ReplayReport> {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-replay-'));
  const db = new Database(options.path, { readonly: true, fileMustExist: true });
  const file = join(folder, 'views.sqlite');
  const scratch = new Database(file);
  try {
    scratch.pragma('journal_mode = OFF');
    scratch.pragma('synchronous = OFF');
    mustBeLedger(db, options);
    db.prepare('ATTACH ? AS rebuilt').run(file);
    // One read transaction: whoever writes meanwhile does not move what is compared.
    db.exec('BEGIN');
    const reader = new SqliteReader(db, options.ledger, options.views, options.readEvent);
    const position = reader.wholeBatch(Math.min(to ?? Infinity, reader.head().position));
    for (const view of options.views) createViewTable(scratch, view);
    scratch.exec('BEGIN');
    const rebuilt = new ViewRows(scratch, options.views, TOGETHER);
    await fold(reader, rebuilt, position, onProgress);
    rebuilt.flush();
    scratch.exec('COMMIT');
    const kept = new Map(
      (db.prepare('SELECT name, version FROM view').all() as { name: string; version: number }[]).map((row) => [
        row.name,
        row.version,
      ]),
    );
    const otherVersions = options.views
      .filter((view) => kept.get(view.name) !== view.version)
      .map((view) => ({ view: view.name, kept: kept.get(view.name) ?? 0, ours: view.version }));
    const differences: ViewDifference[] = [];
    let rows = 0;
    for (const view of options.views) {
      if (kept.get(view.name) !== view.version) continue;
      const compared = compareView(db, view, position);
      rows += compared.rows;
      if (compared.difference !== null) differences.push(compared.difference);
    }
    return { ledger: options.ledger, position, root: reader.rootAt(position), rows, differences, otherVersions };
  } finally {
    scratch.close();
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function mustBeLedger(db: Database.Database, options: SqliteLedgerOptions): void {
  try {
    checkFormat(db, options.path, options.ledger);
  } catch (error) {
    throw openingFault(error, options);
  }
}

async function fold(
  reader: SqliteReader,
  rows: ViewRows,
  position: number,
  onProgress: (position: number, of: number) => void,
): Promise<void> {
  for (let from = 1; from <= position;) {
    const to = Math.min(position, reader.endOfBatch(from + CHUNK - 1));
    let batch: EventEnvelope[] = [];
    for (const event of reader.events(from, to)) {
      batch.push(event);
      if (event.batch.index === event.batch.size - 1) {
        rows.apply(batch);
        batch = [];
      }
    }
    from = to + 1;
    onProgress(to, position);
    await turn();
  }
}

function compareView(
  db: Database.Database,
  view: ViewFold,
  position: number,
): { rows: number; difference: ViewDifference | null } {
  const table = viewTable(view);
  const rows = db.prepare(`SELECT count(*) FROM rebuilt.${table}`).pluck().get() as number;
  const { kept, equal } = db
    .prepare(
      `SELECT count(*) AS kept, count(CASE WHEN rebuilt.key IS NOT NULL AND rebuilt.content IS kept.content THEN 1 END) AS equal
       FROM main.${table} AS kept
       LEFT JOIN rebuilt.${table} AS rebuilt ON rebuilt.key = kept.key AND rebuilt.from_position = kept.from_position
       WHERE kept.from_position <= ?`,
    )
    .get(position) as { kept: number; equal: number };
  if (equal === rows && equal === kept) return { rows, difference: null };
  return findDifference(db, view, position);
}

/** Walks through both tables to the first row that differs. */
function findDifference(
  db: Database.Database,
  view: ViewFold,
  position: number,
): { rows: number; difference: ViewDifference | null } {
  const rowsOf = (schema: string): IterableIterator<VersionRow> =>
    db
      .prepare(
        `SELECT key, from_position, content FROM ${schema}.${viewTable(view)} WHERE from_position <= ? ORDER BY key, from_position`,
      )
      .iterate(position) as IterableIterator<VersionRow>;
  const kept = rowsOf('main');
  const rebuilt = rowsOf('rebuilt');
  let rows = 0;
  try {
    for (;;) {
      const ours = kept.next().value as VersionRow | undefined;
      const theirs = rebuilt.next().value as VersionRow | undefined;
      if (ours === undefined && theirs === undefined) return { rows, difference: null };
      const difference = firstDifference(view.name, ours, theirs);
      if (difference !== null) return { rows, difference };
      rows += 1;
    }
  } finally {
    kept.return?.();
    rebuilt.return?.();
  }
}

function firstDifference(
  view: string,
  kept: VersionRow | undefined,
  rebuilt: VersionRow | undefined,
): ViewDifference | null {
  const order = compareVersions(kept, rebuilt);
  if (order !== 0) {
    const row = (order < 0 ? kept : rebuilt) as VersionRow;
    const place = { view, key: row.key, fromPosition: row.from_position, column: null };
    return {
      ...place,
      kept: order < 0 ? (row.content ?? 'withdrawn') : null,
      rebuilt: order < 0 ? null : (row.content ?? 'withdrawn'),
    };
  }
  if (kept === undefined || rebuilt === undefined || kept.content === rebuilt.content) return null;
  const place = { view, key: kept.key, fromPosition: kept.from_position };
  const column = differingMember(kept.content, rebuilt.content);
  if (column === null) return { ...place, column, kept: kept.content, rebuilt: rebuilt.content };
  return { ...place, column, kept: member(kept.content, column), rebuilt: member(rebuilt.content, column) };
}

function compareVersions(a: VersionRow | undefined, b: VersionRow | undefined): number {
  if (a === undefined) return b === undefined ? 0 : 1;
  if (b === undefined) return -1;
  if (a.key === b.key) return a.from_position - b.from_position;
  return Buffer.compare(Buffer.from(a.key), Buffer.from(b.key));
}

function members(content: string | null): Record<string, unknown> | null {
  if (content === null) return null;
  try {
    const row: unknown = JSON.parse(content);
    return typeof row === 'object' && row !== null ? (row as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function differingMember(kept: string | null, rebuilt: string | null): string | null {
  const ours = members(kept);
  const theirs = members(rebuilt);
  if (ours === null || theirs === null) return null;
  const names = [...new Set([...Object.keys(theirs), ...Object.keys(ours)])];
  return names.find((name) => JSON.stringify(ours[name]) !== JSON.stringify(theirs[name])) ?? null;
}

const member = (content: string | null, name: string): string | null =>
  JSON.stringify(members(content)?.[name]) ?? null;
