import { dayReadAs, isInstant, readDay } from '@outturn/kernel';
import { type Dictionary, readDictionary } from './dictionary.js';
import { guessKind } from './guess-kind.js';
import { headerFaults } from './header.js';
import type { ImportKind, ReadOptions, RowKindName, SourceFile } from './import-file.js';
import type { ImportItem } from './import-item.js';
import { type EarlierRows, rowsSaidAgain, type TakenAgain } from './known-rows.js';
import { inOrder } from './import-order.js';
import { laitColumns } from './lait-columns.js';
import { LaitReader } from './lait-reader.js';
import { type PublishedRelease, publishedRelease, warnOfRelease } from './lait-release.js';
import { mergedRows } from './merged-rows.js';
import {
  type CellReading,
  EnoughProblems,
  type FileReading,
  type ImportProblem,
  ProblemList,
  ReadingList,
  type Report,
} from './problems.js';
import { rowKinds } from './row-kinds.js';
import { RowReader } from './row-reader.js';
import { type RecordReader, readSheet } from './sheet.js';

export interface ReadFiles {
  /** The rows that are right and not known, merged over all files, in the order in which they are to be decided. */
  readonly items: readonly ImportItem[];
  /** Those of them that are known all the same; none unless they were asked for. */
  readonly knownItems: ReadonlySet<ImportItem>;
  /** How many rows were known by their digest, and not looked at further. */
  readonly known: number;
  /** The kinds of the files whose rows could be read. */
  readonly kinds: ReadonlySet<RowKindName>;
  /** What a lait file holds; null when there is none or anything is wrong. */
  readonly release: PublishedRelease | null;
  /** The first 50. */
  readonly problems: readonly ImportProblem[];
  /** All of them. Nothing may be imported unless it is 0. */
  readonly problemCount: number;
  /** In how many rows they stand, a header counted as one. */
  readonly problemRows: number;
  /**
   * The indicators that faulty rows would have defined, so that nobody is told that they are unknown, too; null where a
   * whole file could not be read, which may have defined any.
   */
  readonly undefinedByFault: ReadonlySet<string> | null;
  /** What is kept and may surprise: the first 50. */
  readonly warnings: readonly ImportProblem[];
  readonly warningCount: number;
  /** Records below the headers, right or wrong; blank ones are not counted. */
  readonly rows: number;
  /** What each file was read as, in the order in which they were given. */
  readonly files: readonly FileReading[];
  /** Cells that were written in ways of their own, and how they were read: the first 50 ways. */
  readonly readings: readonly CellReading[];
}

/**
 * Reads the files of one import call. Whatever is wrong with a file is a problem in the answer, never an error.
 * @param earlier what the ledger took in before; null where the files are read by themselves
 * @param readsKnown whether rows that are known are read like the others, for somebody who wants to see them
 */
export function readFiles(
  files: readonly SourceFile[],
  options: ReadOptions,
  earlier: EarlierRows | null = null,
  readsKnown = false,
): ReadFiles {
  const first = new Reading(files, options, earlier);
  const again = first.saidAgain();
  // They were passed over, and are read with the others now. That there are any is rare.
  if (again.size === 0 && !readsKnown) return first.result();
  return new Reading(files, options, earlier, (index) =>
    again.has(index) ? 'decided' : readsKnown ? 'shown' : 'known',
  ).result();
}

/** What is done with a row that was taken in before: nothing, or it is read to be shown or to be decided. */
type Handling = 'known' | 'shown' | 'decided';

class Reading {
  private readonly problems = new ProblemList();
  private readonly warnings = new ProblemList();
  private readonly items: ImportItem[] = [];
  private readonly knownItems = new Set<ImportItem>();
  private readonly taken: TakenAgain[] = [];
  private readonly releases: { readonly file: SourceFile; readonly reader: LaitReader }[] = [];
  private readonly options: ReadOptions;
  private measures: Dictionary | null = null;
  private readonly kinds = new Set<RowKindName>();
  private readonly readings = new ReadingList();
  private readonly filesRead: FileReading[] = [];
  /** The one that reads the file at hand. */
  private rowReader: RowReader | null = null;
  private isEnough = false;
  private readonly lost = new Set<string>();
  private isFileLost = false;
  private rows = 0;
  private known = 0;

  constructor(
    private readonly files: readonly SourceFile[],
    options: ReadOptions,
    private readonly earlier: EarlierRows | null,
    /** @param index of the row among those that were taken in before */
    private readonly handlingOf: (index: number) => Handling = () => 'known',
  ) {
    this.options = this.checked(options);
    const { dictionary } = options;
    this.untilEnough(() => {
      if (dictionary !== undefined)
        this.measures = readDictionary(dictionary, this.reportTo(this.problems, dictionary));
      for (const file of files) this.readFile(file);
    });
  }

  /** Of the rows that were taken in before, by their indexes, those that are to be decided all the same. */
  saidAgain(): Set<number> {
    const { earlier, taken } = this;
    if (earlier === null || taken.length === 0) return new Set();
    const fresh = this.items.map(({ command, occurred }, index) => ({
      entity: earlier.entityOf(command),
      occurred,
      // Behind the rows that were read when it had not been.
      place: index + 0.5,
    }));
    const again = rowsSaidAgain(taken, fresh, earlier);
    return new Set(taken.flatMap((row, index) => (again.has(row) ? [index] : [])));
  }

  result(): ReadFiles {
    const release = this.untilEnough(() => this.release());
    const items = this.untilEnough(() => this.merged()) ?? this.items;
    return {
      items: inOrder([...items, ...this.knownItems]),
      knownItems: this.knownItems,
      known: this.known,
      kinds: this.kinds,
      release: this.problems.count === 0 ? release : null,
      problems: this.problems.kept,
      problemCount: this.problems.count,
      problemRows: this.problems.rows,
      undefinedByFault: this.isFileLost || this.isEnough ? null : this.lost,
      warnings: this.warnings.kept,
      warningCount: this.warnings.count,
      rows: this.rows,
      files: this.filesRead,
      readings: this.readings.kept,
    };
  }

  private merged(): ImportItem[] {
    return mergedRows(this.items, ({ source }, column, fault) => {
      this.problems.add(source.file, fault, { line: source.line, column });
      this.problems.mustNotBeFull(source.file);
    });
  }

  /** Null if there were too many problems to go on. */
  private untilEnough<Read>(read: () => Read): Read | null {
    if (this.isEnough) return null;
    try {
      return read();
    } catch (error) {
      if (!(error instanceof EnoughProblems)) throw error;
      this.isEnough = true;
      return null;
    }
  }

  private reportTo(list: ProblemList, file: SourceFile): Report {
    return (fault, place) => {
      list.add(file.name, fault, place);
      // Warnings keep nobody from going on.
      if (list === this.problems) list.mustNotBeFull(file.name);
    };
  }

  private checked(options: ReadOptions): ReadOptions {
    const { occurred, ...rest } = options;
    if (occurred === undefined || isInstant(occurred)) return options;
    const day = readDay(occurred);
    if (day.read) {
      if (!day.exact)
        this.readings.add('', { line: null, column: 'occurred', value: occurred, message: dayReadAs(day.iso) });
      return { ...rest, occurred: day.iso };
    }
    this.problems.add('', { kind: day.kind, message: day.advice }, { column: 'occurred', value: occurred });
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
      for (const { file } of this.releases) this.problems.add(file.name, { kind: 'ReleaseNotAlone', message });
      return null;
    }
    const [only] = this.releases;
    if (only === undefined) return null;
    const { file, reader } = only;
    warnOfRelease(reader.measures.values(), this.measures, this.reportTo(this.warnings, file));
    return publishedRelease(file, reader, this.options, this.measures, this.reportTo(this.problems, file));
  }

  private readFile(file: SourceFile): void {
    const report = this.reportTo(this.problems, file);
    let kind: ImportKind | null = null;
    const records = readSheet(file, report, (names, line) => {
      const guess = file.kind ?? guessKind(names, file.name);
      if (typeof guess !== 'string') {
        report(guess, { line, value: names.join(',') });
        return null;
      }
      kind = guess;
      return this.open(file, guess, names, line, report);
    });
    (this.rowReader as RowReader | null)?.end();
    this.rowReader = null;
    this.rows += records ?? 0;
    const mayDefine = kind === null || kind === 'indicators';
    if (records === null && mayDefine) this.isFileLost = true;
    this.filesRead.push({ file: file.name, kind, stated: file.kind !== undefined, rows: records ?? 0 });
    if (records !== 0) return;
    if (kind === 'lait')
      report({ kind: 'NoRows', message: 'the release has no cells: it would withdraw everything' }, {});
    else this.warnings.add(file.name, { kind: 'NoRows', message: 'the file has a header and no rows' });
  }

  private open(
    file: SourceFile,
    kind: ImportKind,
    names: readonly string[],
    line: number,
    report: Report,
  ): RecordReader | null {
    const row = rowKinds.find((rowKind) => rowKind.kind === kind);
    const faults = headerFaults(names, row?.header ?? laitColumns);
    for (const { fault, column } of faults) report(fault, column === null ? { line } : { line, column });
    // A row can be checked beside an unknown column, and not without a required one.
    if (faults.some(({ fault }) => fault.kind === 'MissingColumn')) return null;
    if (row === undefined) {
      const reader = new LaitReader(names, this.measures, report);
      this.releases.push({ file, reader });
      return (cells, at) => reader.read(cells, at);
    }
    const reader = new RowReader(row, names, file.name, this.options, report, (reading) =>
      this.readings.add(file.name, reading),
    );
    this.rowReader = reader;
    this.kinds.add(row.kind);
    return (cells, at) => {
      const digest = reader.digestOf(cells);
      const handling = this.handlingOfTaken(digest, () => reader.occurredOf(cells));
      if (handling === 'known') {
        this.known += 1;
        return;
      }
      const item = reader.read(cells, at, digest);
      if (item !== null && handling === 'shown') this.knownItems.add(item);
      else if (item !== null) this.items.push(item);
      else if (row.kind === 'indicators') this.lost.add((cells[names.indexOf('id')] ?? '').trim());
    };
  }

  private handlingOfTaken(digest: string, occurred: () => string | null): Handling {
    const taken = this.earlier?.taken(digest) ?? null;
    if (taken === null) return 'decided';
    this.taken.push({ ...taken, occurred: occurred(), place: this.items.length });
    return this.handlingOf(this.taken.length - 1);
  }
}
