import type Database from 'better-sqlite3';

/**
 * The statements of one connection, each prepared once, when it is first needed. Where an index both finds and orders, a
 * parameter is written `+?`: with a bare one, SQLite as better-sqlite3 builds it (STAT4) plans the statement again at every
 * call, which costs several times the query.
 */
export class Statements {
  private readonly whole = new Map<string, Database.Statement>();
  private readonly plucked = new Map<string, Database.Statement>();

  constructor(private readonly db: Database.Database) {}

  sql(text: string): Database.Statement {
    return prepared(this.whole, text, () => this.db.prepare(text));
  }

  /** A statement whose rows are their first column. */
  pluck(text: string): Database.Statement {
    return prepared(this.plucked, text, () => this.db.prepare(text).pluck());
  }

  /** Rows read after the function has ended would come from whatever state the ledger has by then. */
  mustBeAsked(): void {
    if (!this.db.inTransaction) throw new Error('a reader is only valid inside the function that it was handed to');
  }
}

function prepared(
  kept: Map<string, Database.Statement>,
  text: string,
  prepare: () => Database.Statement,
): Database.Statement {
  let statement = kept.get(text);
  if (statement === undefined) {
    statement = prepare();
    kept.set(text, statement);
  }
  return statement;
}
