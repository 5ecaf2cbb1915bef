import { isInstant, isIsoDate } from '@outturn/kernel';
import { type Dictionary, readDictionary } from './dictionary.js';
import { fileText } from './encoding.js';
import { guessKind } from './guess-kind.js';
import { type Columns, columnNames, headerFaults, separatorFault } from './header.js';
import type { ImportKind, ReadOptions, SourceFile } from './import-file.js';
import type { ImportItem } from './import-item.js';
import { inOrder } from './import-order.js';
import { laitColumns } from './lait-columns.js';
import { type PublishedRelease, ReleaseReader } from './lait-release.js';
import { type Fault, type ImportProblem, type Place, ProblemList } from './problems.js';
import { rowKinds } from './row-kinds.js';
import { RowReader } from './row-reader.js';
import { readTable } from './table.js';

export interface ReadFiles {
  /** The rows that are right, merged over all files, in the order in which they are to be decided. */
  readonly items: readonly ImportItem[];
  /** What a lait file holds; null when there is none or anything is wrong. */
  readonly release: PublishedRelease | null;
  /** The first 50. */
  readonly problems: readonly ImportProblem[];
  /** All of them. Nothing may be imported unless it is 0. */
  readonly problemCount: number;
  readonly warnings: readonly ImportProblem[];
  /** Records below the headers, right or wrong; blank ones are not counted. */
  readonly rows: number;
}

interface Sheet {
  readonly kind: ImportKind;
  readonly width: number;
  read(cells: readonly string[], line: number): void;
}

/** Reads the files of one import call. Whatever is wrong with a file is a problem in the answer, never an error. */
export function readFiles(files: readonly SourceFile[], options: ReadOptions): ReadFiles {
  return new Reading(files, options).result();
}

class Reading {
  private readonly problems = new ProblemList();
  private readonly warnings = new ProblemList();
  private readonly items: ImportItem[] = [];
  private readonly releases: { readonly file: string; readonly reader: ReleaseReader }[] = [];
  private readonly options: ReadOptions;
  private readonly measures: Dictionary | null;
  private rows = 0;

  constructor(
    private readonly files: readonly SourceFile[],
    options: ReadOptions,
  ) {
    this.options = this.checked(options);
    this.measures = options.dictionary === undefined ? null : readDictionary(options.dictionary, this.problems);
    for (const file of files) this.readFile(file);
  }

  result(): ReadFiles {
    const release = this.release();
    return {
      items: inOrder(this.items),
      release: this.problems.count === 0 ? release : null,
      problems: this.problems.kept,
      problemCount: this.problems.count,
      warnings: this.warnings.kept,
      rows: this.rows,
    };
  }

  private checked(options: ReadOptions): ReadOptions {
    const { occurred, ...rest } = options;
    if (occurred === undefined || isIsoDate(occurred) || isInstant(occurred)) return options;
    const message = 'occurred must be a date such as 2015-03-31 or an instant such as 2015-03-31T09:00:00.000Z';
    this.problems.add('', { kind: 'NotADate', message }, { column: 'occurred', value: occurred });
    return rest;
  }

  private release(): PublishedRelease | null {
    const { dictionary } = this.options;
    if (dictionary !== undefined && this.releases.length === 0) {
      this.warnings.add(dictionary.name, {
        kind: 'DictionaryNotUsed',
        message: 'a dictionary is for a lait file, and there is none',
      });
    }
    if (this.releases.length > 0 && this.files.length > 1) {
      const message = 'a lait file is one release as a whole: import it by itself';
      for (const { file } of this.releases) this.problems.add(file, { kind: 'ReleaseNotAlone', message });
      return null;
    }
    return this.releases[0]?.reader.finish() ?? null;
  }

  private readFile(file: SourceFile): void {
    const report = (fault: Fault, place: Place): void => this.problems.add(file.name, fault, place);
    const text = fileText(file.bytes);
    if (!text.readable) {
      report(text.fault, text.line === undefined ? {} : { line: text.line });
      return;
    }
    // Undefined until the header is read; null when it can not be.
    let sheet: Sheet | null | undefined;
    let read = 0;
    readTable(text.utf8, {
      fault: (fault, line) => report(fault, { line }),
      record: (cells, line) => {
        if (sheet === undefined) {
          sheet = this.open(file, cells, line, report);
          return;
        }
        read += 1;
        if (sheet === null) return;
        const fault = cells.length === sheet.width ? null : widthFault(cells, sheet.width);
        if (fault === null) sheet.read(cells, line);
        else report(fault, { line });
      },
    });
    this.rows += read;
    if (sheet === undefined)
      report({ kind: 'FileEmpty', message: 'the file is empty: its first line must name the columns' }, {});
    else if (read === 0 && sheet !== null && sheet.kind !== 'lait') {
      this.warnings.add(file.name, { kind: 'NoRows', message: 'the file has a header and no rows' });
    }
  }

  private open(
    file: SourceFile,
    header: readonly string[],
    line: number,
    report: (fault: Fault, place: Place) => void,
  ): Sheet | null {
    const separator = separatorFault(header);
    if (separator !== null) {
      report(separator, { line });
      return null;
    }
    const names = columnNames(header);
    const kind = file.kind ?? guessKind(names);
    if (typeof kind !== 'string') {
      report(kind, { line, value: names.join(',') });
      return null;
    }
    const row = rowKinds.find((rowKind) => rowKind.kind === kind);
    if (
      !headerFits(names, row?.header ?? laitColumns, (fault, column) =>
        report(fault, column === null ? { line } : { line, column }),
      )
    ) {
      return null;
    }
    if (row === undefined) {
      const warn = (fault: Fault, place: Place): void => this.warnings.add(file.name, fault, place);
      const reader = new ReleaseReader(names, file, { ...this.options, measures: this.measures }, report, warn);
      this.releases.push({ file: file.name, reader });
      return { kind, width: names.length, read: (cells, at) => reader.read(cells, at) };
    }
    const reader = new RowReader(row, names, file.name, this.options, report);
    return {
      kind,
      width: names.length,
      read: (cells, at) => {
        const item = reader.read(cells, at);
        if (item !== null) this.items.push(item);
      },
    };
  }
}

/** Reports every fault of a header; false when so much is missing that its rows can not be read. */
function headerFits(
  names: readonly string[],
  columns: Columns,
  report: (fault: Fault, column: string | null) => void,
): boolean {
  const faults = headerFaults(names, columns);
  for (const { fault, column } of faults) report(fault, column);
  return !faults.some(({ fault }) => fault.kind === 'MissingColumn');
}

function widthFault(cells: readonly string[], width: number): Fault | null {
  if (cells.length < width) {
    return {
      kind: 'TooFewCells',
      message: `the row has ${cells.length} cells and the header ${width}: write the empty ones too`,
    };
  }
  // Excel writes commas for columns that were used once.
  if (cells.slice(width).every((cell) => cell.trim() === '')) return null;
  const message = `the row has ${cells.length} cells and the header ${width}: a cell that holds a comma must stand in quotation marks`;
  return { kind: 'TooManyCells', message };
}
