import Database from 'better-sqlite3';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { canonicalJson, type EventEnvelope, type Json } from '@outturn/kernel';
import { Frontier } from '../../merkle/frontier.js';
import { leafHash } from '../../merkle/node-hash.js';
import { TILE_HEIGHT, TILE_WIDTH } from '../../merkle/tile.js';

type Value = string | number | Buffer | null;

/** An event as a forger changes it. */
export type Forged = Omit<EventEnvelope, 'data'> & { data: Record<string, Json> };

/** The file of a ledger in the hands of somebody who may do anything to it. */
export class TamperedLedger {
  private db: Database.Database;

  private constructor(readonly path: string) {
    this.db = this.opened();
  }

  /** @param from the file of a ledger that is closed */
  static copyOf(from: string, path: string): TamperedLedger {
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
    copyFileSync(from, path);
    return new TamperedLedger(path);
  }

  run(sql: string, ...values: readonly Value[]): void {
    withoutTriggers(this.db, () => this.db.prepare(sql).run(...values));
  }

  /** Changes what the file says of its own tables, triggers and views. */
  remake(sql: string): void {
    this.db.exec(sql);
  }

  get size(): number {
    return this.db.prepare('SELECT count(*) FROM event').pluck().get() as number;
  }

  /** The tables of the views. */
  get views(): string[] {
    return this.db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'view_*'")
      .pluck()
      .all() as string[];
  }

  bytes(position: number): Buffer {
    return this.db.prepare('SELECT CAST(bytes AS BLOB) FROM event WHERE position = ?').pluck().get(position) as Buffer;
  }

  leaf(position: number): Buffer {
    return this.db.prepare('SELECT leaf FROM event WHERE position = ?').pluck().get(position) as Buffer;
  }

  event(position: number): Forged {
    return JSON.parse(this.bytes(position).toString('utf8')) as Forged;
  }

  /** Changes the bytes and nothing beside them but the columns that SQLite makes of them. */
  write(position: number, bytes: Buffer | string): void {
    this.run('UPDATE event SET bytes = CAST(? AS TEXT) WHERE position = ?', Buffer.from(bytes), position);
  }

  /** Changes an event as its writer would have written it. The leaf stays: see `rehash`. */
  forge(position: number, change: (event: Forged) => void): void {
    const event = this.event(position);
    change(event);
    this.write(position, canonicalJson(event as unknown as Json));
  }

  /** Makes leaves, frontier, tiles and the state of the views those of the bytes, so that nothing contradicts anything. */
  rehash(): void {
    withoutTriggers(this.db, () => this.rehashed());
  }

  private rehashed(): void {
    this.db.exec('DELETE FROM merkle_tile');
    const setLeaf = this.db.prepare('UPDATE event SET leaf = ? WHERE position = ?');
    const tile = this.db.prepare(
      'INSERT INTO merkle_tile VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET hashes = CAST(hashes || excluded.hashes AS BLOB)',
    );
    let frontier = Frontier.empty;
    let leaves: Buffer[] = [];
    for (let position = 1; position <= this.size; position += 1) {
      const leaf = leafHash(this.bytes(position));
      setLeaf.run(leaf, position);
      leaves.push(leaf);
      frontier = frontier.push(leaf, ({ height, index, hash }) => {
        if (height === TILE_HEIGHT) {
          tile.run(0, index, Buffer.concat(leaves));
          leaves = [];
        }
        if (height > 0 && height % TILE_HEIGHT === 0)
          tile.run(height / TILE_HEIGHT, Math.floor(index / TILE_WIDTH), hash);
      });
    }
    this.db.prepare('UPDATE merkle_frontier SET size = ?, peaks = ?').run(frontier.size, frontier.toBytes());
    for (const view of this.views) this.db.prepare(`DELETE FROM ${view} WHERE from_position > ?`).run(frontier.size);
    this.db.prepare('UPDATE view SET built_to = ?').run(frontier.size);
  }

  /**
   * Changes the file's pages behind SQLite's back, wherever a run of bytes lies in them.
   * @throws Error where it does not lie in exactly one place: the test would not know what it changes
   */
  overwrite(found: Buffer, change: (bytes: Buffer) => void): void {
    this.db.close();
    const file = readFileSync(this.path);
    const at = file.indexOf(found);
    if (at < 0 || file.includes(found, at + 1)) throw new Error('the bytes do not lie in exactly one place');
    change(file.subarray(at, at + found.length));
    writeFileSync(this.path, file);
    this.db = this.opened();
  }

  /** Makes the page unreadable in which a run of bytes lies. */
  breakPageOf(found: Buffer): void {
    this.db.close();
    const file = readFileSync(this.path);
    const pageSize = file.readUInt16BE(16);
    const page = Math.floor(file.indexOf(found) / pageSize) * pageSize;
    file.fill(0xff, page, page + 8);
    writeFileSync(this.path, file);
    this.db = this.opened();
  }

  close(): void {
    this.db.close();
  }

  private opened(): Database.Database {
    const db = new Database(this.path);
    // One file: what lies in its pages is what there is.
    db.pragma('journal_mode = DELETE');
    db.pragma('journal_mode = MEMORY');
    db.pragma('synchronous = OFF');
    return db;
  }
}

/** Does what the triggers of a file would refuse. They are there again afterwards, so that the file says nothing of it. */
export function withoutTriggers<Done>(db: Database.Database, work: () => Done): Done {
  const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as {
    name: string;
    sql: string;
  }[];
  return db.transaction(() => {
    for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`);
    const done = work();
    for (const { sql } of triggers) db.exec(sql);
    return done;
  })();
}

/** Numbers from 0 to 1 that look random and are the same each time. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
