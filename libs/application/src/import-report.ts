import type { CellReading, FileReading, ImportProblem } from '@outturn/intake';
import type { Rejection } from './command-row.js';
import type { Asker } from './execute.js';
import type { FilesRead } from './files-read.js';
import type { RowChange } from './row-changes.js';

export interface ImportRequest extends Asker {
  /** A dry run's are decided, and nothing is written. */
  readonly files: FilesRead;
}

/** A row that a decider refused; the edge words the rejection. */
export interface RefusedRow {
  readonly file: string;
  /** Null where it is about the file as a whole. */
  readonly line: number | null;
  readonly column: string | null;
  readonly value: string | null;
  readonly rejection: Rejection;
}

/** What becomes of a row that is not rejected, or of a cell that a release no longer has. */
export interface TakenRow {
  readonly file: string;
  /** Null for a cell that is withdrawn. */
  readonly line: number | null;
  readonly entity: string;
  readonly outcome: 'accepted' | 'unchanged' | 'withdrawn';
  /** What stands and what it becomes, member by member; none where it is unchanged. */
  readonly changes: readonly RowChange[];
}

export interface ImportReport {
  readonly dryRun: boolean;
  /** This request had been taken before under its key, so nothing was decided again; `position` is where it led then. */
  readonly repeated: boolean;
  /** Rows that said something new. */
  readonly accepted: number;
  readonly unchanged: number;
  /** Cells of a publisher's table that the new release no longer shows. */
  readonly withdrawn: number;
  /** Definitions that a dictionary gave or revised. */
  readonly defined: number;
  /** What each file was read as. */
  readonly files: readonly FileReading[];
  /** Cells that were written in ways of their own, and how they were read: the first 50 ways. */
  readonly readings: readonly CellReading[];
  /** Rows that couldn't be read, at most 50; `problemCount` is their true number. */
  readonly problems: readonly ImportProblem[];
  readonly problemCount: number;
  /** Rows that were refused, at most 50; `refusedCount` is their true number. */
  readonly refused: readonly RefusedRow[];
  readonly refusedCount: number;
  /** In how many rows what was not read or was refused stands; a header is one. */
  readonly rejectedRows: number;
  /** At most 50; `warningCount` is their true number. */
  readonly warnings: readonly ImportProblem[];
  readonly warningCount: number;
  /** What becomes of the first rows that are not rejected, at most 100 of them; of a release, of the cells that change. */
  readonly taken: readonly TakenRow[];
  readonly position: number;
  readonly root: string;
}
