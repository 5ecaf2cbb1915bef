import type Database from 'better-sqlite3';

/** How many events are read at once, and checked between two looks at the rest of the world. More take more memory. */
const PAGE = 500;

/** Reads some columns of the events up to a position, in the order of their positions, of which the first is each row's. */
export function* eventPages<Row extends readonly [position: number, ...rest: unknown[]]>(
  db: Database.Database,
  columns: string,
  to: number,
): Generator<Row[]> {
  const page = db
    .prepare(`SELECT position, ${columns} FROM event WHERE position > ? AND position <= ? ORDER BY position LIMIT ?`)
    .raw();
  for (let after = -Infinity; ;) {
    const rows = page.all(after, to, PAGE) as Row[];
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    [after] = last;
  }
}

/**
 * The bytes of an event as they were hashed. A text is the bytes as they lie, unless a part of it could not be decoded:
 * those are read again.
 */
export function exactBytes(db: Database.Database): (position: number, bytes: unknown) => string | Buffer {
  const bytesAt = db.prepare('SELECT CAST(bytes AS BLOB) FROM event WHERE position = ?').pluck();
  return (position, bytes) =>
    typeof bytes === 'string' && !bytes.includes('\uFFFD') ? bytes : (bytesAt.get(position) as Buffer);
}
