import { fileText } from './encoding.js';
import { columnNames, separatorFault, widthOfHeaderFault } from './header.js';
import type { SourceFile } from './import-file.js';
import type { Fault, Report } from './problems.js';
import { readTable } from './table.js';

/** Reads one record; its cells lie as the header's names do. */
export type RecordReader = (cells: readonly string[], line: number) => void;

/**
 * Reads one file from its bytes to its records. `open` is given the header and answers who reads the records, or null
 * when nobody can. Records that are not as wide as the header are reported and left out.
 * @returns how many records stand below the header, right or wrong; null when none could be read
 */
export function readSheet(
  file: SourceFile,
  report: Report,
  open: (names: readonly string[], line: number) => RecordReader | null,
): number | null {
  const text = fileText(file.bytes);
  if (!text.readable) {
    report(text.fault, text.line === undefined ? {} : { line: text.line });
    return null;
  }
  let width = -1;
  let isHeaderLost = false;
  let names: readonly string[] = [];
  let read: RecordReader | null = null;
  let records = 0;
  readTable(text.utf8, {
    fault: (fault, line) => {
      if (width !== -1) records += 1;
      else if (isHeaderLost) return;
      else isHeaderLost = true;
      report(fault, { line });
    },
    record: (cells, line) => {
      // The rows below a header that nobody could read say nothing: the first of them is no header.
      if (isHeaderLost) return;
      if (width === -1) {
        width = cells.length;
        const fault = widthOfHeaderFault(cells) ?? separatorFault(cells);
        if (fault === null) read = open((names = columnNames(cells)), line);
        else report(fault, { line });
        return;
      }
      records += 1;
      if (read === null) return;
      const fault = widthFault(cells, width, names.length) ?? cellFault(cells);
      if (fault === null) read(cells, line);
      else report(fault, { line });
    },
  });
  if (width === -1 && !isHeaderLost)
    report({ kind: 'FileEmpty', message: 'the file is empty: its first line must name the columns' }, {});
  return read === null ? null : records;
}

/** What a cell of a spreadsheet can hold. */
const LONGEST_CELL = 32_767;

const cellFault = (cells: readonly string[]): Fault | null =>
  cells.every(({ length }) => length <= LONGEST_CELL)
    ? null
    : {
        kind: 'CellTooLong',
        message: `a cell has more than ${LONGEST_CELL} characters: a quotation mark may not be closed`,
      };

// Never mended by counting: the row of an unquoted 1,234 is one cell too wide, and every figure in it would be another.
function widthFault(cells: readonly string[], width: number, named: number): Fault | null {
  const counts = `the row has ${cells.length} cells and the header ${width}`;
  if (cells.length < width) return { kind: 'TooFewCells', message: `${counts}: write the empty ones too` };
  if (cells.length > width) {
    return { kind: 'TooManyCells', message: `${counts}: a cell that holds a comma must be in quotation marks` };
  }
  if (width === named || cells.slice(named).every((cell) => cell.trim() === '')) return null;
  return {
    kind: 'TooManyCells',
    message: 'a cell is in a column that has no name: name the column or empty the cell',
  };
}
