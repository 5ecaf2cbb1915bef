import { caseless, nearestName, plainSigns } from '@outturn/kernel';
import type { Fault } from './problems.js';

/** The columns that a kind of file has. */
export interface Columns {
  readonly known: readonly string[];
  readonly required: readonly string[];
  /** One of these sets must be there too. */
  readonly either?: readonly (readonly string[])[];
}

/** The names of a header's cells, trimmed and in lower case; empty cells at its end, which Excel leaves, are dropped. */
export function columnNames(cells: readonly string[]): string[] {
  const names = cells.map((cell) => caseless(plainSigns(cell)).replace(/[ -]+/g, '_'));
  while (names.at(-1) === '') names.pop();
  return names;
}

/** What a header that is not comma-separated looks like, or null. */
export function separatorFault(cells: readonly string[]): Fault | null {
  const [only = '', ...rest] = cells;
  if (/^sep=/i.test(only)) {
    return {
      kind: 'SeparatorLine',
      message: 'the first line says "sep=": remove it, so that the first line names the columns',
    };
  }
  if (rest.length > 0) return null;
  if (only.includes(';')) {
    return {
      kind: 'SemicolonSeparated',
      message:
        'the columns are separated by semicolons: save the file with commas (Excel: "CSV UTF-8 (comma delimited)" under English regional settings)',
    };
  }
  if (only.includes('\t')) {
    return { kind: 'TabSeparated', message: 'the columns are separated by tabs: save the file with commas' };
  }
  if (only.includes('|')) {
    return { kind: 'BarSeparated', message: 'the columns are separated by bars: save the file with commas' };
  }
  return null;
}

/** More than any table has that a person made; a header of a hundred thousand names is an attack. */
const MOST_COLUMNS = 1_000;

/** A header with more names than anyone can mend one by one, or null. */
export const widthOfHeaderFault = (cells: readonly string[]): Fault | null =>
  cells.length <= MOST_COLUMNS
    ? null
    : {
        kind: 'TooManyColumns',
        message: `the header has ${cells.length} columns, and at most ${MOST_COLUMNS} are read: is the first line the header?`,
      };

/** Every column that is unknown, unnamed, given twice or missing. */
export function headerFaults(names: readonly string[], columns: Columns): { fault: Fault; column: string | null }[] {
  const faults: { fault: Fault; column: string | null }[] = [];
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (name === '') {
      faults.push({
        fault: { kind: 'UnnamedColumn', message: `column ${index + 1} has no name: name it or remove it` },
        column: null,
      });
    } else if (seen.has(name)) {
      faults.push({
        fault: { kind: 'DuplicateColumn', message: `the column ${name} is there twice: keep one` },
        column: name,
      });
    } else if (!columns.known.includes(name)) {
      faults.push({ fault: unknownColumn(name, columns.known), column: name });
    }
    seen.add(name);
  }
  for (const name of columns.required) {
    if (!seen.has(name)) {
      faults.push({
        fault: { kind: 'MissingColumn', message: `the column ${name} is missing: it is required` },
        column: name,
      });
    }
  }
  if (columns.either !== undefined && !columns.either.some((set) => set.every((name) => seen.has(name)))) {
    const sets = columns.either.map((set) => set.join(' and ')).join(', or ');
    faults.push({
      fault: { kind: 'MissingColumn', message: `the columns ${sets} are missing: one or the other is required` },
      column: null,
    });
  }
  return faults;
}

function unknownColumn(name: string, known: readonly string[]): Fault {
  const nearest = nearestName(name, known);
  const right = nearest === null ? `the columns are ${known.join(', ')}` : `did you mean ${nearest}?`;
  return { kind: 'UnknownColumn', message: `there is no column ${JSON.stringify(name.slice(0, 60))}: ${right}` };
}
