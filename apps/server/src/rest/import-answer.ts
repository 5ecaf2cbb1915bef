import { withWay, type ImportOption } from '@outturn/intake';
import { refusalOfRejection, type ImportReport } from '@outturn/wiring';

/** A row that was not taken, and what would be right. */
export interface RejectedRow {
  readonly file: string;
  readonly line: number | null;
  readonly column: string | null;
  readonly value: string | null;
  readonly kind: string;
  readonly message: string;
}

/** What an import came to, as the terminal's --json tells it too. */
export interface ImportAnswer extends Pick<
  ImportReport,
  | 'dryRun'
  | 'accepted'
  | 'unchanged'
  | 'withdrawn'
  | 'defined'
  | 'files'
  | 'readings'
  | 'warnings'
  | 'warningCount'
  | 'position'
  | 'root'
> {
  readonly ledger: string;
  /** What stands and what it becomes, for the first 100 rows that are not rejected. */
  readonly rows: ImportReport['taken'];
  /** At most 50 of those that could not be read and 50 of those that were refused. */
  readonly rejected: readonly RejectedRow[];
  /** How many faults there are. Nothing was written unless it is 0. */
  readonly rejectedCount: number;
  /** In how many rows they stand, a header counted as one. */
  readonly rejectedRows: number;
}

/** How an option is said over HTTP. */
export const asField = ({ name, answer }: ImportOption): string => (answer === 'yes' ? `${name}=true` : name);

/** @param way how its reader says an option that mends a fault; null where the reader is shown it anyway */
export function answerImport(
  ledger: string,
  report: ImportReport,
  way: (option: ImportOption) => string | null,
): ImportAnswer {
  const { dryRun, unchanged, files, readings, warningCount, position, root } = report;
  const refused = report.refused.map(({ rejection, ...place }) => {
    const { kind, sentence } = refusalOfRejection(rejection);
    return { ...place, kind, message: sentence };
  });
  const rejected = [...report.problems, ...refused].map((row) => withWay(row, way));
  const warnings = report.warnings.map((row) => withWay(row, way));
  const rejectedCount = report.problemCount + report.refusedCount;
  const isTaken = rejectedCount === 0;
  return {
    ledger,
    dryRun,
    accepted: isTaken ? report.accepted : 0,
    unchanged,
    withdrawn: isTaken ? report.withdrawn : 0,
    defined: isTaken ? report.defined : 0,
    rejected,
    rejectedCount,
    rejectedRows: report.rejectedRows,
    files,
    rows: report.taken,
    readings,
    warnings,
    warningCount,
    position,
    root,
  };
}
