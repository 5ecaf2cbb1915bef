import type Database from 'better-sqlite3';
import { setImmediate as turn } from 'node:timers/promises';
import type { EventEnvelope } from '@outturn/kernel';
import { BadConfiguration, LedgerDamaged } from '../errors.js';
import type { ViewFold } from '../view-fold.js';
import type { SqliteLedgerOptions } from './options.js';
import { SqliteReader } from './sqlite-reader.js';
import { createViewTable, ViewRows } from './view-rows.js';
import { viewTable } from './view-versions.js';
import { beginImmediate, LOCK_WAIT } from './write-lock.js';

interface RegisteredView {
  readonly name: string;
  readonly version: number;
  readonly built_to: number;
}

const registered = (db: Database.Database): RegisteredView[] =>
  db.prepare('SELECT name, version, built_to FROM view').all() as RegisteredView[];

// While a view is being built beside the old one it is registered under a name that no view can have.
const unfinishedName = (view: ViewFold): string => `rebuild:${view.name}:${view.version}`;
const isUnfinished = (view: RegisteredView): boolean => view.name.startsWith('rebuild:');

/**
 * Refuses to write where the file's views are not exactly this release's: another release has opened the ledger since
 * this process did, and two that fold one event differently, or one of them not at all, must not take turns.
 */
export function checkViews(db: Database.Database, views: readonly ViewFold[], head: number): void {
  const found = new Map(registered(db).map((view) => [view.name, view]));
  for (const view of views) {
    const kept = found.get(view.name);
    if (kept?.version !== view.version || kept.built_to !== head) throw takenOver(view.name);
  }
  const stranger = strangers([...found.values()], views)[0];
  if (stranger !== undefined) throw takenOver(stranger.name);
}

const takenOver = (view: string): BadConfiguration =>
  new BadConfiguration(
    `the view "${view}" has been taken over by another release of Outturn: start this process again`,
  );

const strangers = (found: readonly RegisteredView[], views: readonly ViewFold[]): RegisteredView[] =>
  found.filter((view) => !isUnfinished(view) && !views.some(({ name }) => name === view.name));

/**
 * Builds every view whose version is not this release's from the events, in a table beside the old one, and swaps it
 * in; views that this release doesn't have are taken away. Each chunk is a transaction of its own, so an interrupted
 * rebuild goes on where it stopped.
 * @throws LedgerBusy
 */
export async function bringViewsUpToDate(db: Database.Database, options: SqliteLedgerOptions): Promise<void> {
  for (const view of options.views) {
    // Looking first keeps the write lock free: opening a ledger must not wait for another process's import.
    while (!isUpToDate(db, view, options)) {
      const progress = await inTransaction(db, options, () => buildChunk(db, view, options));
      if (progress.head > 0) options.onRebuild?.({ view: view.name, ...progress });
      await turn();
    }
  }
  if (strangers(registered(db), options.views).length > 0) {
    await inTransaction(db, options, () => {
      for (const view of strangers(registered(db), options.views)) remove(db, view);
    });
  }
}

const isUpToDate = (db: Database.Database, view: ViewFold, options: SqliteLedgerOptions): boolean =>
  db.transaction(() => {
    const found = registered(db).find((row) => row.name === view.name);
    return found?.version === view.version && found.built_to === readerOf(db, options).position;
  })();

const readerOf = (db: Database.Database, options: SqliteLedgerOptions): SqliteReader =>
  new SqliteReader(db, options.ledger, [], options.readEvent);

async function inTransaction<Result>(
  db: Database.Database,
  options: SqliteLedgerOptions,
  work: () => Result,
): Promise<Result> {
  await beginImmediate(db, options.ledger, options.lockWait ?? LOCK_WAIT);
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** Folds the next events into a view; when they reach the head, the view takes the place of its other version. */
function buildChunk(
  db: Database.Database,
  view: ViewFold,
  options: SqliteLedgerOptions,
): { position: number; head: number } {
  const views = new Map(registered(db).map((row) => [row.name, row]));
  const reader = readerOf(db, options);
  const head = reader.position;
  const current = views.get(view.name);
  const isCurrent = current?.version === view.version;
  createViewTable(db, view);
  const from = (isCurrent ? current : views.get(unfinishedName(view)))?.built_to ?? 0;
  if (from > head) {
    throw new LedgerDamaged(
      `the view "${view.name}" is built to position ${from}, and the ledger has ${head} events: it was cut short; run outturn verify`,
    );
  }
  const to = Math.min(head, reader.endOfBatch(from + (options.rebuildChunk ?? 5_000)));
  const position = foldChunk(db, view, reader, from, to);
  if (position === head) {
    if (current !== undefined && !isCurrent) remove(db, current);
    db.prepare('DELETE FROM view WHERE name = ?').run(unfinishedName(view));
  }
  db.prepare('INSERT OR REPLACE INTO view (name, version, built_to) VALUES (?, ?, ?)').run(
    position === head || isCurrent ? view.name : unfinishedName(view),
    view.version,
    position,
  );
  return { position, head };
}

function remove(db: Database.Database, view: RegisteredView): void {
  db.exec(`DROP TABLE IF EXISTS ${viewTable(view)}`);
  db.prepare('DELETE FROM view WHERE name = ?').run(view.name);
}

function foldChunk(db: Database.Database, view: ViewFold, reader: SqliteReader, from: number, to: number): number {
  const rows = new ViewRows(db, [view], { together: Infinity });
  let batch: EventEnvelope[] = [];
  let done = from;
  for (const event of reader.eventList(from + 1, to)) {
    batch.push(event);
    if (event.batch.index === event.batch.size - 1) {
      rows.apply(batch);
      done = event.position;
      batch = [];
    }
  }
  rows.flush();
  return done;
}
