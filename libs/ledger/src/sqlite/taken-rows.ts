import { keyedDigests } from '@outturn/kernel';
import type { RowTaken } from '../ledger.js';
import type { Statements } from './statements.js';

type StoredRowTaken = Omit<RowTaken, 'isLatest'> & { readonly isLatest: 0 | 1 };

// Made once: a statement is found by its text, and a text that is joined again for every row of a file is read again, too.
const ROW_TAKEN = `SELECT entity, entity_version AS version,
  entity_version = (SELECT max(entity_version) FROM event WHERE event.entity = taken.entity) AS isLatest
  FROM source_row AS taken WHERE digest = +?`;
const COMMANDS_BETWEEN = `SELECT count(DISTINCT bytes ->> '$.commandId') FROM event
  WHERE entity = @entity AND entity_version > @from AND entity_version <= @to`;
const ROW_BETWEEN =
  'SELECT 1 FROM source_row WHERE entity = @entity AND entity_version > @from AND entity_version < @to LIMIT 1';

/** The rows of files that a ledger has taken in, under digests that only its own key makes. */
export class TakenRows {
  private underSourceKey: ((digest: string) => string) | null = null;

  constructor(private readonly statements: Statements) {}

  row(rowDigest: string): RowTaken | null {
    const row = this.statements.sql(ROW_TAKEN).get(this.keyed(rowDigest)) as StoredRowTaken | undefined;
    return row === undefined ? null : { ...row, isLatest: row.isLatest === 1 };
  }

  isStepOfOne(entity: string, from: number, to: number): boolean {
    const between = { entity, from, to };
    if (this.statements.pluck(COMMANDS_BETWEEN).get(between) !== 1) return false;
    return this.statements.pluck(ROW_BETWEEN).get(between) === undefined;
  }

  keyed(digest: string): string {
    this.underSourceKey ??= keyedDigests(this.statements.pluck('SELECT source_key FROM ledger').get() as Buffer);
    return this.underSourceKey(digest);
  }
}
