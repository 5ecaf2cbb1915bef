import type { ImportKind } from './import-file.js';

/** What is wrong with a file, where, and what would be right. */
export interface ImportProblem {
  readonly file: string;
  /** The line where the record starts; the header is line 1. Null when it is about the file as a whole. */
  readonly line: number | null;
  readonly column: string | null;
  /** The cell's text, cut after 200 characters. */
  readonly value: string | null;
  /** PascalCase, for programs. */
  readonly kind: string;
  /** One sentence for people. */
  readonly message: string;
}

/** A problem before it has a place. */
export interface Fault {
  readonly kind: string;
  readonly message: string;
}

export interface Place {
  readonly line?: number;
  readonly column?: string;
  readonly value?: string;
}

/** Takes a problem of the file that is being read. */
export type Report = (fault: Fault, place: Place) => void;

/** A cell that was written in a way of its own, and how it was read; each writing is named once. */
export interface CellReading {
  readonly file: string;
  /** The first line that has it; null where the call says it, and no file. */
  readonly line: number | null;
  readonly column: string;
  readonly value: string;
  /** "read as 2017-18Q2, quarter 2 (July to September 2017)" */
  readonly message: string;
  /** How many cells of the file are written so. */
  readonly cells: number;
}

/** What one file was read as. */
export interface FileReading {
  readonly file: string;
  /** Null if nothing could tell. */
  readonly kind: ImportKind | null;
  /** Whether the kind was stated by the sender; else the header told it. */
  readonly stated: boolean;
  /** Records below the header, right or wrong. */
  readonly rows: number;
}

const KEPT = 50;
const VALUE_SHOWN = 200;

/** After so many problems nobody reads on: the file is of another kind, or was made to be slow. */
const MOST_PROBLEMS = 1_000;

/** Ends the reading of files that have too many problems. */
export class EnoughProblems extends Error {}

const enough = {
  kind: 'TooManyProblems',
  message: `the reading stopped after ${MOST_PROBLEMS} problems: mend these first, there may be more`,
};

/** Keeps the first 50 problems and counts them all: the rest would say the same again. */
export class ProblemList {
  readonly kept: ImportProblem[] = [];
  count = 0;
  private readonly places = new Map<string, Set<number>>();

  /** In how many rows they stand; a header is one, and what is about a file as a whole stands in none. */
  get rows(): number {
    let rows = 0;
    for (const lines of this.places.values()) rows += lines.size;
    return rows;
  }

  /** @throws EnoughProblems after the last that is counted */
  mustNotBeFull(file: string): void {
    if (this.count < MOST_PROBLEMS) return;
    this.kept[KEPT - 1] = { file, line: null, column: null, value: null, ...enough };
    throw new EnoughProblems();
  }

  add(file: string, fault: Fault, place: Place = {}): void {
    this.count += 1;
    if (place.line !== undefined) {
      const lines = this.places.get(file) ?? new Set();
      this.places.set(file, lines.add(place.line));
    }
    if (this.kept.length === KEPT) return;
    const value = place.value ?? null;
    this.kept.push({
      file,
      line: place.line ?? null,
      column: place.column ?? null,
      value: value !== null && value.length > VALUE_SHOWN ? `${value.slice(0, VALUE_SHOWN)}…` : value,
      kind: fault.kind,
      message: fault.message,
    });
  }
}

/** Keeps the first 50 ways in which cells were written, and counts the cells of each. */
export class ReadingList {
  private readonly readings = new Map<string, CellReading>();

  get kept(): readonly CellReading[] {
    return [...this.readings.values()];
  }

  add(file: string, { line, column, value, message }: Omit<CellReading, 'file' | 'cells'>): void {
    const key = `${file}\u001F${column}\u001F${value}`;
    const known = this.readings.get(key);
    if (known === undefined && this.readings.size === KEPT) return;
    this.readings.set(
      key,
      known === undefined ? { file, line, column, value, message, cells: 1 } : { ...known, cells: known.cells + 1 },
    );
  }
}
