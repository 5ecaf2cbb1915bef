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

const KEPT = 50;
const VALUE_SHOWN = 200;

/** Keeps the first 50 problems and counts them all: the rest would say the same again. */
export class ProblemList {
  readonly kept: ImportProblem[] = [];
  count = 0;

  add(file: string, fault: Fault, place: Place = {}): void {
    this.count += 1;
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
