import Database from 'better-sqlite3';
import { viewTable } from './view-versions.js';
import type { ViewFold } from '../view-fold.js';

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

interface VersionRow {
  /** A blob where somebody changed it into one. */
  readonly key: string | Buffer;
  readonly from_position: number;
  /** A blob where somebody changed it into one. */
  readonly content: string | Buffer | null;
}

/**
 * Walks through a view as the ledger keeps it and as it was rebuilt, to the first row that differs.
 * @param rebuilt the files that hold the rebuilt rows, each its share of the keys
 */
export function findDifference(
  path: string,
  view: ViewFold,
  position: number,
  rebuilt: readonly string[],
): ViewDifference | null {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    for (const [index, file] of rebuilt.entries()) db.prepare(`ATTACH ? AS rebuilt_${index}`).run(file);
    const rowsOf = (schemas: readonly string[]): IterableIterator<VersionRow> => {
      const tables = schemas.map(
        (schema) =>
          `SELECT key, from_position, content FROM ${schema}.${viewTable(view)} WHERE from_position <= :position`,
      );
      return db
        .prepare(`${tables.join(' UNION ALL ')} ORDER BY key, from_position`)
        .iterate({ position }) as IterableIterator<VersionRow>;
    };
    return differenceBetween(view, rowsOf(['main']), rowsOf(rebuilt.map((_, index) => `rebuilt_${index}`)));
  } finally {
    db.close();
  }
}

function differenceBetween(
  view: ViewFold,
  kept: IterableIterator<VersionRow>,
  rebuilt: IterableIterator<VersionRow>,
): ViewDifference | null {
  try {
    for (;;) {
      const ours = kept.next().value as VersionRow | undefined;
      const theirs = rebuilt.next().value as VersionRow | undefined;
      if (ours === undefined && theirs === undefined) return null;
      const difference = firstDifference(view.name, ours, theirs);
      if (difference !== null) return difference;
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
    const place = { view, key: String(row.key), fromPosition: row.from_position, column: null };
    const content = String(row.content ?? 'withdrawn');
    return { ...place, kept: order < 0 ? content : null, rebuilt: order < 0 ? null : content };
  }
  if (kept === undefined || rebuilt === undefined || kept.content === rebuilt.content) return null;
  const place = { view, key: String(kept.key), fromPosition: kept.from_position };
  const [ours, theirs] = [kept.content, rebuilt.content].map((content) => (content === null ? null : String(content)));
  const column = differingMember(ours ?? null, theirs ?? null);
  if (column === null) return { ...place, column, kept: ours ?? null, rebuilt: theirs ?? null };
  return { ...place, column, kept: member(ours ?? null, column), rebuilt: member(theirs ?? null, column) };
}

function compareVersions(a: VersionRow | undefined, b: VersionRow | undefined): number {
  if (a === undefined) return b === undefined ? 0 : 1;
  if (b === undefined) return -1;
  if (a.key === b.key) return a.from_position - b.from_position;
  // SQLite has every text before every blob, and finds neither by the other.
  if (Buffer.isBuffer(a.key) !== Buffer.isBuffer(b.key)) return Buffer.isBuffer(a.key) ? 1 : -1;
  return Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)) || a.from_position - b.from_position;
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
