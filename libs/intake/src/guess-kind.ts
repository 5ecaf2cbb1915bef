import type { Columns } from './header.js';
import { headerFaults } from './header.js';
import type { ImportKind } from './import-file.js';
import { laitColumns } from './lait-columns.js';
import type { Fault } from './problems.js';
import { rowKinds } from './row-kinds.js';

type KindColumns = readonly [kind: ImportKind, columns: Columns];

const headers: readonly KindColumns[] = [
  ...rowKinds.map(({ kind, header }) => [kind, header] as const),
  ['lait', laitColumns],
];

// Words of a file's name that say what it holds.
const NAMED: Readonly<Record<string, ImportKind>> = {
  indicator: 'indicators',
  indicators: 'indicators',
  definition: 'indicators',
  definitions: 'indicators',
  return: 'returns',
  returns: 'returns',
  target: 'targets',
  targets: 'targets',
  benchmark: 'benchmarks',
  benchmarks: 'benchmarks',
  comparator: 'benchmarks',
  comparators: 'benchmarks',
  action: 'actions',
  actions: 'actions',
  lait: 'lait',
};

/**
 * The one kind whose required columns are all there and that leaves the fewest columns unknown. Where another kind knows
 * more of the columns, or the file's name says another, nobody can tell, and the fault asks for it.
 */
export function guessKind(names: readonly string[], fileName: string): ImportKind | Fault {
  const missing = ([, columns]: KindColumns): string[] => headerFaults(names, columns).flatMap(missingColumn);
  const unknown = ([, { known }]: KindColumns): string[] => names.filter((name) => !known.includes(name));
  const possible = headers.filter((each) => missing(each).length === 0);
  const fewest = possible.map((each) => unknown(each).length).reduce((least, each) => Math.min(least, each), Infinity);
  const best = possible.filter((each) => unknown(each).length === fewest);
  const [only] = best;
  if (only === undefined) {
    return {
      kind: 'KindUnknown',
      message: `the first line must name the columns, and these are of no known kind: ${nearestKind(names)}it must have ${required(headers)}`,
    };
  }
  if (best.length > 1) {
    return {
      kind: 'KindAmbiguous',
      message: `the header may be of several kinds, so say which it is: ${required(best)}`,
    };
  }
  const fuller = headers.find((each) => unknown(each).length < fewest && missing(each).length === 1);
  if (fuller !== undefined) {
    const [strange, lacking] = [unknown(only).join(', '), missing(fuller).join(', ')];
    return {
      kind: 'KindAmbiguous',
      message: `${only[0]} have no column ${strange}, and ${fuller[0]} need the column ${lacking}: say which it is, ${only[0]} or ${fuller[0]}`,
    };
  }
  return nameDisagrees(fileName, only[0]) ?? only[0];
}

/** "returns lack indicator; ": the kind of which most is there, with what it lacks; nothing if none is near. */
function nearestKind(names: readonly string[]): string {
  const near = headers.map((each) => ({
    kind: each[0],
    lacking: headerFaults(names, each[1]).flatMap(missingColumn),
    held: each[1].known.filter((name) => names.includes(name)).length,
  }));
  near.sort((a, b) => b.held - a.held || a.lacking.length - b.lacking.length);
  const [best] = near;
  return best === undefined || best.held === 0 ? '' : `${best.kind} would lack ${best.lacking.join(', ')}; `;
}

function nameDisagrees(fileName: string, kind: ImportKind): Fault | null {
  const words = fileName
    .replace(/^.*[/\\]/, '')
    .toLowerCase()
    .split(/[^a-z]+/);
  const named = words.flatMap((word) => (Object.hasOwn(NAMED, word) ? [NAMED[word]!] : []));
  const [first] = named;
  if (first === undefined || named.includes(kind)) return null;
  return {
    kind: 'KindDisagrees',
    message: `the file's name says ${first} and its columns are those of ${kind}: say which it is, ${first} or ${kind}`,
  };
}

const missingColumn = ({ fault, column }: { fault: Fault; column: string | null }): string[] =>
  fault.kind === 'MissingColumn' ? [column ?? 'period'] : [];

const required = (kinds: readonly KindColumns[]): string =>
  kinds.map(([kind, columns]) => `${columns.required.join(', ')} (${kind})`).join('; or ');
