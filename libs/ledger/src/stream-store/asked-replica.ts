import type Database from 'better-sqlite3';
import type { LedgerReader } from '../ledger.js';
import { AskingConnection, connect } from '../sqlite/connection.js';
import { openingFault } from '../sqlite/fault.js';
import type { SqliteLedgerOptions } from '../sqlite/options.js';
import { checkTables, checkWritable } from '../sqlite/schema.js';
import { bringViewsUpToDate } from '../sqlite/view-registry.js';
import { checkReplica, ReplicaRow } from './replica-state.js';

/**
 * Opens a replica's file, after bringing its views to this release's versions.
 * @throws BadConfiguration where the file is no replica; LedgerBusy; StorageFailed
 */
export async function openReplica(options: SqliteLedgerOptions): Promise<Database.Database> {
  let db: Database.Database | null = null;
  try {
    db = connect(options);
    checkReplica(db, options.path);
    checkTables(db);
    // What is durable is durable in the store: a replica that loses its last writes in a power cut follows them again.
    db.pragma('synchronous = NORMAL');
    // A replica that follows thousands of events at once touches most pages of its indexes in every transaction.
    db.pragma('wal_autocheckpoint = 4000');
    checkWritable(db);
    await bringViewsUpToDate(db, options);
    return db;
  } catch (error) {
    db?.close();
    throw openingFault(error, options);
  }
}

/** A replica as it is asked. */
export class AskedReplica {
  private readonly asking: AskingConnection;
  private readonly row: ReplicaRow;

  constructor(
    options: SqliteLedgerOptions,
    readonly db: Database.Database,
  ) {
    this.asking = new AskingConnection(db, options);
    this.row = new ReplicaRow(db);
  }

  /** @throws ReplicaStopped: nothing of a replica that was found wrong is served */
  read<Answer>(ask: (reader: LedgerReader) => Answer): Answer {
    return this.asking.read(ask, () => void this.row.mustBeSound());
  }

  close(): void {
    this.db.close();
  }
}
