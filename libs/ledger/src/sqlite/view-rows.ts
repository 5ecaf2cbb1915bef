import type Database from 'better-sqlite3';
import { canonicalJson, type EventEnvelope, type JsonObject } from '@outturn/kernel';
import type { ViewFold } from '../view-fold.js';
import { viewTable } from './sqlite-reader.js';

/** Makes the table of a view: every row is a version of a key, nothing is ever updated. */
export function createViewTable(db: Database.Database, view: ViewFold): void {
  db.exec(
    `CREATE TABLE IF NOT EXISTS ${viewTable(view)} (key TEXT NOT NULL, from_position INTEGER NOT NULL, content TEXT, PRIMARY KEY (key, from_position)) WITHOUT ROWID`,
  );
}

interface FoldedView {
  readonly fold: ViewFold;
  readonly latest: Database.Statement;
  readonly add: Database.Statement;
}

/** Applies whole batches of events to the views, one version per key and batch. */
export class ViewRows {
  private readonly views: readonly FoldedView[];

  constructor(db: Database.Database, views: readonly ViewFold[]) {
    this.views = views.map((fold) => {
      const table = viewTable(fold);
      return {
        fold,
        latest: db.prepare(`SELECT content FROM ${table} WHERE key = +? ORDER BY from_position DESC LIMIT 1`).pluck(),
        add: db.prepare(`INSERT INTO ${table} (key, from_position, content) VALUES (?, ?, ?)`),
      };
    });
  }

  /** @param batch the events of one whole batch, in order */
  apply(batch: readonly EventEnvelope[]): void {
    const position = batch.at(-1)?.position;
    if (position === undefined) return;
    for (const { fold, latest, add } of this.views) {
      const touched = new Map<string, { before: string | null; row: object | null }>();
      for (const event of batch) {
        if (!fold.handles.has(event.type)) continue;
        const key = fold.keyOf(event);
        let entry = touched.get(key);
        if (entry === undefined) {
          const before = (latest.get(key) as string | null | undefined) ?? null;
          entry = { before, row: before === null ? null : (JSON.parse(before) as object) };
          touched.set(key, entry);
        }
        entry.row = fold.apply(entry.row, event);
      }
      for (const [key, { before, row }] of touched) {
        const content = row === null ? null : canonicalJson(row as JsonObject);
        if (content !== before) add.run(key, position, content);
      }
    }
  }
}
