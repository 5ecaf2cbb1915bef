import type { CellChanges, NounRejection, ReleasedTableRejection } from '@outturn/domain';
import { conflict, fault, type WordsOf } from '../refusal.js';

const cellsIn = ({ count, examples }: CellChanges): string => {
  const named = examples.map(
    ({ indicator, area, period, was, becomes }) =>
      `${indicator}, ${area}, ${period}: ${was}${becomes === null ? '' : ` would become ${becomes}`}`,
  );
  const first = count === 0 ? '' : ` (${named.join('; ')}${count > examples.length ? '; …' : ''})`;
  return `${count.toLocaleString('en-GB')} cell${count === 1 ? '' : 's'}${first}`;
};

export const releaseRefusals = {
  LabelHeld: conflict(
    ({ label, table, date, fileDigest }) =>
      `the label "${label}" is held by another file (table ${table}, ${date === null ? '' : `released on ${date}, `}SHA-256 ${fileDigest.slice(0, 16)}…): give this release a label of its own`,
  ),
  TableDiffers: conflict(
    ({ label, table }) => `the release "${label}" is of the table ${table}, and stays of it: leave the table out`,
  ),
  TableNotSaid: conflict(
    ({ table, withdrawn }) =>
      `not one measure of this release is in the table ${table}, so it would withdraw ${cellsIn(withdrawn)}: say of which table it is, or that it is ${table} if it takes the place of that one`,
  ),
  CellsOfAnotherTable: conflict(
    ({ table, other, cells }) =>
      `${cellsIn(cells)} of this release are in the table ${other}, and a cell is of one table: say that the release is of ${other}, or leave these out of ${table}`,
  ),
  NotAPublisher: fault(
    ({ ledger }) =>
      `the ledger ${ledger} holds returns of its own, so it is a council's: a release goes into its publisher's ledger (outturn ledger create england --name England)`,
  ),
  ReleaseOutOfOrder: conflict(
    ({ date, newer, replaced, withdrawn }) =>
      `this release of ${String(date)} is older than "${newer.label}" of ${newer.date}, which stands: it would replace ${cellsIn(replaced)} and withdraw ${cellsIn(withdrawn)}. Say that it comes out of order if that is meant`,
  ),
} satisfies WordsOf<NounRejection<'release'> | ReleasedTableRejection>;
