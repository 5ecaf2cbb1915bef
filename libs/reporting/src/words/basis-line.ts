import type { Basis } from '@outturn/domain';

/** Said once for a whole answer: whether the ledger witnessed what it shows. Empty if it did. */
export function basisLine(rows: readonly { readonly basis: Basis }[]): string {
  const migrated = rows.filter(({ basis }) => basis === 'migrated').length;
  if (migrated === 0) return '';
  const history = 'on migrated history: stated by the council, not witnessed by this ledger.';
  return migrated === rows.length
    ? `This rests ${history}`
    : `Of these ${rows.length} rows, ${migrated} ${migrated === 1 ? 'rests' : 'rest'} ${history}`;
}
