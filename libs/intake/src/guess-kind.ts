import { least } from '@outturn/kernel';
import type { Columns } from './header.js';
import { headerFaults } from './header.js';
import type { ImportKind } from './import-file.js';
import { laitColumns } from './lait-columns.js';
import type { Fault } from './problems.js';
import { rowKinds } from './row-kinds.js';

const headers: readonly (readonly [ImportKind, Columns])[] = [
  ...rowKinds.map(({ kind, header }) => [kind, header] as const),
  ['lait', laitColumns],
];

/** The one kind whose required columns are all there and that leaves the fewest columns unknown. */
export function guessKind(names: readonly string[]): ImportKind | Fault {
  const missing = (columns: Columns): number => headerFaults(names, columns).filter(isMissing).length;
  const unknown = (columns: Columns): number => names.filter((name) => !columns.known.includes(name)).length;
  const possible = headers.filter(([, columns]) => missing(columns) === 0);
  const fewest = least(possible.map(([, columns]) => unknown(columns)));
  const best = possible.filter(([, columns]) => unknown(columns) === fewest);
  const [only] = best;
  if (only !== undefined && best.length === 1) return only[0];
  return best.length === 0
    ? { kind: 'KindUnknown', message: `the header is of no known kind: it must have ${required(headers)}` }
    : {
        kind: 'KindAmbiguous',
        message: `the header may be of several kinds, so say which with --kind: ${required(best)}`,
      };
}

const isMissing = ({ fault }: { fault: Fault }): boolean => fault.kind === 'MissingColumn';

const required = (kinds: readonly (readonly [ImportKind, Columns])[]): string =>
  kinds.map(([kind, columns]) => `${columns.required.join(', ')} (${kind})`).join('; or ');
