import type { CellReading, ImportItem, ImportProblem, SourceRow } from '@outturn/intake';
import type { Rejection } from './command-row.js';
import type { RefusedRow, TakenRow } from './import-report.js';

/** How many refused rows, or warnings, are named: more than anyone mends in one go. */
export const NAMED = 50;

/** After so many refusals nobody reads on: nothing is taken in any case. */
const MOST_REFUSED = 1_000;

/** How many rows are shown to somebody who looks at a file before it is taken. */
const SHOWN = 100;

type Place = Pick<TakenRow, 'file' | 'line'>;

/** What is told of the rows of one call: how many there were of each outcome, and the first of each by name. */
export class RowsTold {
  readonly counts = { accepted: 0, unchanged: 0, withdrawn: 0, defined: 0, refusedCount: 0 };
  /** The first 50. */
  readonly refused: RefusedRow[] = [];
  /** The first 50. */
  readonly warnings: ImportProblem[] = [];
  warningCount = 0;
  /** The first 100 of those that were not refused. */
  readonly taken: TakenRow[] = [];
  /** Refusals that are about a file as a whole. */
  private aboutFiles = 0;
  /** The row that each name of these files stands on first. */
  private readonly givenOn = new Map<string, SourceRow>();
  /** The new returns of each file that say no status. */
  private readonly withoutStatus = new Map<string, CellReading>();

  /** @param explained what a refusal becomes for whoever reads it; asked for those alone that are named */
  constructor(private readonly explained: (rejection: Rejection) => Rejection) {}

  /** Whether so many rows were refused that the rest need not be looked at. */
  get isEnough(): boolean {
    return this.counts.refusedCount >= MOST_REFUSED;
  }

  /** Whether more rows are shown to whoever looks at the files. */
  get isShown(): boolean {
    return this.taken.length < SHOWN;
  }

  /** In how many rows refusals stand: a row is refused once. */
  get refusedRows(): number {
    return this.counts.refusedCount - this.aboutFiles;
  }

  /** How the new returns without a status were read, a file a line. */
  get readings(): readonly CellReading[] {
    return [...this.withoutStatus.values()];
  }

  show(row: TakenRow): void {
    if (this.isShown) this.taken.push(row);
  }

  refuse(item: ImportItem, rejection: Rejection): void {
    const { field } = rejection;
    const column = field === undefined ? null : item.columnOf(field);
    this.name({ ...item.source, column, value: field === undefined ? null : item.valueOf(field), rejection });
  }

  /** A refusal of a cell of a release, or of the release as a whole. */
  refuseCell(place: Place, rejection: Rejection): void {
    this.name({ ...place, column: null, value: null, rejection });
  }

  warn(warning: ImportProblem): void {
    this.warningCount += 1;
    if (this.warnings.length < NAMED) this.warnings.push(warning);
  }

  /** A new return that says no status. */
  takenAsFinal({ file, line }: SourceRow): void {
    const message = 'a new return without a status is taken as final';
    const known = this.withoutStatus.get(file) ?? { file, line, column: 'status', value: '', message, cells: 0 };
    this.withoutStatus.set(file, { ...known, cells: known.cells + 1 });
  }

  /** A row that gives a name to something, or speaks of it in a breakdown of its own. */
  given(name: string, row: SourceRow): void {
    if (!this.givenOn.has(name)) this.givenOn.set(name, row);
  }

  private name(row: RefusedRow): void {
    this.counts.refusedCount += 1;
    if (row.line === null) this.aboutFiles += 1;
    if (this.refused.length < NAMED)
      this.refused.push({ ...row, rejection: this.placed(this.explained(row.rejection)) });
  }

  /** A refusal that names something of these files, with the line that it stands on. */
  private placed(rejection: Rejection): Rejection {
    const nearest = rejection['nearest'] as { readonly id?: string } | null | undefined;
    const named = rejection['twin'] ?? nearest?.id;
    const on = typeof named === 'string' ? this.givenOn.get(named) : undefined;
    return on === undefined ? rejection : { ...rejection, on };
  }
}
