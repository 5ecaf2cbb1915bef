import type Database from 'better-sqlite3';

/** A place in the open transaction to go back to. */
export class Savepoint {
  private readonly begin: Database.Statement;
  private readonly undo: Database.Statement;
  private readonly end: Database.Statement;

  constructor(db: Database.Database) {
    this.begin = db.prepare('SAVEPOINT one');
    this.undo = db.prepare('ROLLBACK TO one');
    this.end = db.prepare('RELEASE one');
  }

  set(): void {
    this.begin.run();
  }

  goBack(): void {
    this.undo.run();
  }

  release(): void {
    this.end.run();
  }
}
