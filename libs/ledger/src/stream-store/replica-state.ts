import Database from 'better-sqlite3';
import { BadConfiguration, ReplicaStopped } from '../errors.js';
import { isReplica, replicaTable } from '../sqlite/independence.js';

/** How far a replica has come, as it stands in its file. */
export interface ReplicaState {
  /** The id of the stream's first record: another one is another ledger, whatever its name. */
  readonly founded: string;
  /** The last record of the stream that needs not be read again. */
  readonly revision: number;
  /** Why nothing of the replica is current any more; null while all is well. */
  readonly stopped: string | null;
  /** When its stored bytes were last hashed again to the end; null before the first time. */
  readonly rehashedAt: string | null;
  /** Texts that were removed up to this position are gone from the store too. */
  readonly erasedTo: number;
}

/** Makes a replica of a new ledger file: it shares the key of its row digests with every other replica. */
export function makeReplica(db: Database.Database, founded: string, sourceKey: string): void {
  db.transaction(() => {
    db.exec(replicaTable);
    db.prepare('INSERT INTO replica (only_row, founded, revision, erased_to) VALUES (1, ?, 0, 0)').run(founded);
    db.prepare('UPDATE ledger SET source_key = ?').run(Buffer.from(sourceKey, 'hex'));
  })();
}

/** Makes a replica's file, which nobody has open, a ledger of its own. */
export function releaseFile(path: string): void {
  const db = new Database(path, { fileMustExist: true });
  try {
    new ReplicaRow(db).mustBeSound();
    db.exec('DROP TABLE replica');
  } finally {
    db.close();
  }
}

/** @throws BadConfiguration where the file is no replica */
export function checkReplica(db: Database.Database, path: string): void {
  if (isReplica(db)) return;
  throw new BadConfiguration(
    `${path} is a ledger of its own and no replica: move it into the store with outturn ledger copy, or name another data directory`,
  );
}

/** The state of one replica over one connection. */
export class ReplicaRow {
  private readonly select: Database.Statement;
  private readonly update: Database.Statement;

  /** @param db may be open for reading alone: nothing is then changed */
  constructor(private readonly db: Database.Database) {
    this.update = db.prepare('UPDATE replica SET revision = max(revision, ?)');
    this.select = db.prepare(
      'SELECT founded, revision, stopped, rehashed_at AS rehashedAt, erased_to AS erasedTo FROM replica',
    );
  }

  get(): ReplicaState {
    return this.select.get() as ReplicaState;
  }

  /** @throws ReplicaStopped */
  mustBeSound(): ReplicaState {
    const state = this.get();
    if (state.stopped !== null) throw new ReplicaStopped(state.stopped);
    return state;
  }

  advance(revision: number): void {
    this.update.run(revision);
  }

  stop(reason: string): void {
    this.db.prepare('UPDATE replica SET stopped = coalesce(stopped, ?)').run(reason);
  }

  rehashed(at: string): void {
    this.db.prepare('UPDATE replica SET rehashed_at = ?').run(at);
  }

  erasedTo(position: number): void {
    this.db.prepare('UPDATE replica SET erased_to = max(erased_to, ?)').run(position);
  }
}
