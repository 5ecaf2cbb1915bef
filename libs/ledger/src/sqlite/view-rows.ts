import type Database from 'better-sqlite3';
import { canonicalJson, type EventEnvelope, type JsonObject } from '@outturn/kernel';
import type { ViewFold } from '../view-fold.js';
import { viewTable } from './view-versions.js';

const VERSIONS =
  '(key TEXT NOT NULL, from_position INTEGER NOT NULL, content TEXT, PRIMARY KEY (key, from_position)) WITHOUT ROWID';

/** Makes the table of a view: every row is a version of a key, nothing is ever updated. */
export function createViewTable(db: Database.Database, view: ViewFold): void {
  db.exec(`CREATE TABLE IF NOT EXISTS ${viewTable(view)} ${VERSIONS}`);
}

/** The statement by which SQLite keeps the table of a view. @param table its name */
export const viewTableOf = (table: string): string => `CREATE TABLE ${table} ${VERSIONS}`;

type Version = readonly [key: string, fromPosition: number, content: string | null];

/** A version that was added to a view. */
export interface AddedRow {
  readonly view: string;
  readonly version: Version;
}

export interface HowRowsAreKept {
  /** How many versions of a view are written at once, 1 if left out; above 1, `flush` writes the last of them. */
  readonly together?: number;
  /** Whether others add to the views too; if left out, only where versions are written one by one. */
  readonly shared?: boolean;
  /** Which keys are kept; all of them if left out. */
  readonly keeps?: (key: string) => boolean;
}

const byFirst = ([one]: readonly [string, ...unknown[]], [other]: readonly [string, ...unknown[]]): number =>
  one < other ? -1 : one > other ? 1 : 0;

/** The rows of one view: versions are added one by one, or held back until enough of them can be added in key order. */
class VersionTable {
  private readonly latest: Database.Statement;
  private readonly insert: Database.Statement;
  private held: Version[] = [];
  /** Whether the table may hold versions; always so where others add to it too. */
  private mayHold: boolean;
  private readonly heldLatest = new Map<string, string | null>();

  private readonly together: number;
  private readonly keeps: (key: string) => boolean;

  constructor(
    db: Database.Database,
    readonly fold: ViewFold,
    { together = 1, shared = together === 1, keeps = () => true }: HowRowsAreKept,
  ) {
    this.together = together;
    this.keeps = keeps;
    const table = viewTable(fold);
    this.latest = db.prepare(`SELECT content FROM ${table} WHERE key = +? ORDER BY from_position DESC LIMIT 1`).pluck();
    this.insert = db.prepare(`INSERT INTO ${table} (key, from_position, content) VALUES (?, ?, ?)`);
    this.mayHold = shared || db.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() !== undefined;
  }

  /** One version for each key that the batch touches. In key order: neighbours lie in the same page. */
  applyBatch(batch: readonly EventEnvelope[], position: number, keepsAdded: boolean): AddedRow[] {
    const added: AddedRow[] = [];
    for (const [key, events] of this.byKey(batch)) {
      const before = this.latestOf(key);
      let row = before === null ? null : (JSON.parse(before) as object);
      for (const event of events) row = this.fold.apply(row, event);
      const content = row === null ? null : canonicalJson(row as JsonObject);
      if (content === before) continue;
      const version: Version = [key, position, content];
      this.add(version);
      if (keepsAdded) added.push({ view: this.fold.name, version });
    }
    return added;
  }

  private byKey(batch: readonly EventEnvelope[]): (readonly [key: string, events: readonly EventEnvelope[]])[] {
    const events = new Map<string, EventEnvelope[]>();
    for (const event of batch) {
      if (!this.fold.handles.has(event.type)) continue;
      const key = this.fold.keyOf(event);
      if (!this.keeps(key)) continue;
      // Nearly every batch is one event.
      if (batch.length === 1) return [[key, batch]];
      const earlier = events.get(key);
      if (earlier === undefined) events.set(key, [event]);
      else earlier.push(event);
    }
    return events.size < 2 ? [...events] : [...events].sort(byFirst);
  }

  private latestOf(key: string): string | null {
    const held = this.heldLatest.get(key);
    if (held !== undefined) return held;
    if (!this.mayHold) return null;
    return (this.latest.get(key) as string | null | undefined) ?? null;
  }

  add(version: Version): void {
    if (this.together === 1) {
      this.insert.run(...version);
      return;
    }
    this.held.push(version);
    this.heldLatest.set(version[0], version[2]);
    if (this.held.length === this.together) this.flush();
  }

  /** Neighbours in the table are written one after the other: a page is touched once, not once for each of its rows. */
  flush(): void {
    this.held.sort(byFirst);
    for (const version of this.held) this.insert.run(...version);
    this.mayHold ||= this.held.length > 0;
    this.drop();
  }

  drop(): void {
    this.held = [];
    this.heldLatest.clear();
  }
}

/** Applies whole batches of events to the views, one version per key and batch. */
export class ViewRows {
  private readonly tables: readonly VersionTable[];
  private readonly byType = new Map<string, readonly VersionTable[]>();

  constructor(db: Database.Database, views: readonly ViewFold[], how: HowRowsAreKept = {}) {
    this.tables = views.map((fold) => new VersionTable(db, fold, how));
  }

  flush(): void {
    for (const table of this.tables) table.flush();
  }

  /** Forgets what is held back: the transaction that it belongs to is rolled back. */
  drop(): void {
    for (const table of this.tables) table.drop();
  }

  /** Adds versions as they were worked out before, on the same rows. */
  add(rows: readonly AddedRow[]): void {
    for (const { view, version } of rows) this.tables.find(({ fold }) => fold.name === view)?.add(version);
  }

  /**
   * @param batch the events of one whole batch, in order
   * @param keepsAdded whether somebody wants to know what was added: of a release it is hundreds of megabytes
   * @returns the versions that it added; none where they are not kept
   */
  apply(batch: readonly EventEnvelope[], keepsAdded = false): AddedRow[] {
    const position = batch.at(-1)?.position;
    if (position === undefined) return [];
    // A batch may be a whole release: its rows are too many to be the arguments of one call.
    return this.tablesOf(batch).flatMap((table) => table.applyBatch(batch, position, keepsAdded));
  }

  /** The tables of the views that may have something to say of a batch. */
  private tablesOf(batch: readonly EventEnvelope[]): readonly VersionTable[] {
    const [first] = batch;
    if (first === undefined || batch.length > 1) return this.tables;
    let tables = this.byType.get(first.type);
    if (tables === undefined) {
      tables = this.tables.filter(({ fold }) => fold.handles.has(first.type));
      this.byType.set(first.type, tables);
    }
    return tables;
  }
}
