import type { LedgerReader } from '@outturn/ledger';

/** What every answer names: the ledger, the position and the Merkle root that it rests on. */
export interface Grounds {
  readonly ledger: string;
  readonly position: number;
  readonly root: string;
}

/** An answer that lists things. */
export interface Listing<Row> extends Grounds {
  readonly rows: readonly Row[];
}

export const groundsAt = (reader: LedgerReader, position: number): Grounds => ({
  ledger: reader.ledger,
  position,
  root: reader.rootAt(position),
});
