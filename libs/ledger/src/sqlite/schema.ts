import type Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { BadConfiguration, LedgerUnreadable } from '../errors.js';
import { isBusy, noLedger } from './fault.js';

/** Raised when the tables themselves change; a file of another format is refused, not guessed at. */
export const FORMAT = 1;

const APPLICATION_ID = 0x4f757474; // "Outt"

/**
 * `event.bytes` is the canonical JSON that was hashed; every column that anyone reads is generated from it, so nothing
 * that is read escapes the hash. Only those that an index needs are columns (stored, so that an index alone answers);
 * `event_field` shows the rest. `json_valid` guards them: bytes that were damaged into something that is no
 * JSON must still be readable for `verify` to name them.
 */
const generated = (name: string, expression: string): string =>
  `${name} GENERATED ALWAYS AS (CASE WHEN json_valid(bytes) THEN ${expression} END) STORED`;

const field = (name: string, path: string): string =>
  `CASE WHEN json_valid(bytes) THEN bytes ->> '${path}' END AS ${name}`;

/** What every ledger has. The statements stand in each file as they stand here, so that `verify` can compare them. */
export const tables = `
CREATE TABLE event (
  position INTEGER PRIMARY KEY,
  bytes TEXT NOT NULL,
  leaf BLOB NOT NULL,
  ${generated('entity', "bytes ->> '$.entity'")},
  ${generated('entity_version', "bytes ->> '$.entityVersion'")},
  -- Only on the first event of a batch: a command is found by its batches.
  ${generated('command_id', "CASE WHEN bytes ->> '$.batch.index' = 0 THEN bytes ->> '$.commandId' END")}
);
CREATE INDEX event_by_entity ON event (entity, entity_version);
CREATE INDEX event_by_command ON event (command_id) WHERE command_id IS NOT NULL;
CREATE VIEW event_field AS SELECT position,
  ${[
    ['type', '$.type'],
    ['entity', '$.entity'],
    ['entity_version', '$.entityVersion'],
    ['recorded_at', '$.recordedAt'],
    ['occurred_at', '$.occurredAt'],
    ['known_from', '$.knownFrom'],
    ['actor', '$.actor'],
    ['via', '$.via'],
    ['batch_id', '$.batch.id'],
    ['data', '$.data'],
  ]
    .map(([name, path]) => field(name as string, path as string))
    .join(',\n  ')}
FROM event;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;
-- AFTER, because SQLite works out the generated columns twice where a trigger fires before. By then INSERT OR REPLACE has
-- deleted, without firing the trigger above, but what the frontier counts is refused, and the refusal brings it back.
CREATE TRIGGER event_follows_the_head AFTER INSERT ON event
WHEN NEW.position <= (SELECT size FROM merkle_frontier)
  OR NEW.position IS NOT (SELECT max(position) FROM event)
  OR NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM event WHERE position < NEW.position)
  OR NEW.entity_version IS NOT
    (SELECT coalesce(max(entity_version), 0) + 1 FROM event WHERE entity = NEW.entity AND position < NEW.position)
BEGIN SELECT RAISE(ABORT, 'an event follows the head of its ledger and the last version of its entity'); END;

CREATE TABLE merkle_frontier (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), size INTEGER NOT NULL, peaks BLOB NOT NULL);
CREATE TABLE merkle_tile (level INTEGER NOT NULL, tile INTEGER NOT NULL, hashes BLOB NOT NULL, PRIMARY KEY (level, tile)) WITHOUT ROWID;

-- One row for each command that said the text, so that each finds its own salts again.
CREATE TABLE text (
  digest TEXT NOT NULL,
  entity TEXT NOT NULL,
  command_id TEXT NOT NULL,
  field TEXT NOT NULL,
  salt BLOB,
  text TEXT,
  redacted_at INTEGER,
  PRIMARY KEY (digest, command_id, field)
) WITHOUT ROWID;
CREATE INDEX text_by_entity ON text (entity);
CREATE INDEX text_by_command ON text (command_id);

CREATE TABLE view (name TEXT PRIMARY KEY, version INTEGER NOT NULL, built_to INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE ledger (id TEXT PRIMARY KEY, source_key BLOB NOT NULL) WITHOUT ROWID;

-- Which rows of files were taken in, so that the same row again says nothing new. The digest is keyed, and neither it nor
-- its key is ever exported: nobody who holds an export can try out words against it.
CREATE TABLE source_row (digest TEXT PRIMARY KEY, entity TEXT NOT NULL, entity_version INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX source_row_by_entity ON source_row (entity, entity_version);
`;

/** Settings that durability and secrecy rest on. They are read back: a file system that can't do WAL says so here. */
export function configure(db: Database.Database, path: string): void {
  db.pragma('busy_timeout = 0');
  const journal = db.pragma('journal_mode = WAL', { simple: true });
  db.pragma('synchronous = FULL');
  const synchronous = db.pragma('synchronous', { simple: true });
  if (journal !== 'wal' || synchronous !== 2) {
    throw new BadConfiguration(
      `${path}: durable commits need journal_mode WAL and synchronous FULL, but the store answers ${String(journal)} and ${String(synchronous)}; ` +
        'put the data directory on a local disk',
    );
  }
  db.pragma('wal_autocheckpoint = 1000');
  db.pragma('cache_size = -16384');
  // A redacted text must not stay readable in a free page.
  db.pragma('secure_delete = ON');
  db.pragma('trusted_schema = OFF');
}

/** A ledger whose tables are not all there says so now, and not when somebody asks or writes. @throws what SQLite throws */
export function checkTables(db: Database.Database): void {
  db.prepare(
    `SELECT (SELECT bytes || leaf || entity || entity_version || command_id FROM event), (SELECT data FROM event_field),
      (SELECT size || peaks FROM merkle_frontier), (SELECT level || tile || hashes FROM merkle_tile),
      (SELECT digest || entity || command_id || field || salt || text || redacted_at FROM text),
      (SELECT digest || entity || entity_version FROM source_row), (SELECT source_key FROM ledger)`,
  );
}

/** A file that can't be written to says so now, not at the first command. One that another process writes to can. */
export function checkWritable(db: Database.Database): void {
  try {
    db.exec('BEGIN IMMEDIATE');
    db.exec('ROLLBACK');
  } catch (error) {
    if (!isBusy(error)) throw error;
  }
}

/** Makes the tables of a new ledger in an empty file. */
export function createTables(db: Database.Database, ledger: string): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    db.exec(tables);
    db.prepare('INSERT INTO ledger (id, source_key) VALUES (?, ?)').run(ledger, randomBytes(32));
    db.prepare('INSERT INTO merkle_frontier (only_row, size, peaks) VALUES (1, 0, ?)').run(Buffer.alloc(0));
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${FORMAT}`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** Refuses a file that is no ledger, one of another format, and one that holds another ledger than its name says. */
export function checkFormat(db: Database.Database, path: string, ledger: string): void {
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw noLedger(path);
  const format = db.pragma('user_version', { simple: true });
  if (format !== FORMAT) {
    throw new LedgerUnreadable(
      `${basename(path)} has format ${String(format)}, and this release reads format ${FORMAT}: use the release of Outturn that wrote it`,
    );
  }
  const id = db.prepare('SELECT id FROM ledger').pluck().get();
  if (id !== ledger) {
    throw new LedgerUnreadable(
      `${basename(path)} holds the ledger "${String(id)}", not "${ledger}": give it the name ${String(id)}.sqlite, or move it out of the data directory`,
    );
  }
}
