import Database from 'better-sqlite3';

/** Sees from outside whether another process has a write transaction open on a ledger's file. */
export class WriteLockWatch {
  private readonly db: Database.Database;

  constructor(file: string) {
    this.db = new Database(file, { timeout: 0, fileMustExist: true });
  }

  isHeld(): boolean {
    try {
      this.db.exec('BEGIN IMMEDIATE');
      this.db.exec('ROLLBACK');
      return false;
    } catch (error) {
      if ((error as { code?: unknown }).code === 'SQLITE_BUSY') return true;
      throw error;
    }
  }

  close(): void {
    this.db.close();
  }
}
