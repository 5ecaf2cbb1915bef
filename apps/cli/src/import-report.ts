import { counted, printable, spaced } from '@outturn/reporting';
import { optionInAddress, withWay, type CellReading, type FileReading, type ImportOption } from '@outturn/intake';
import { refusalOfRejection, type Grounds, type ImportReport, type TakenRow } from '@outturn/wiring';
import { groundsLine } from './grounds.js';
import type { Terminal } from './terminal.js';

/** A row that was not taken, or that should be looked at: where it is, what it says, what would be right. */
export interface ReportedRow {
  readonly file: string;
  readonly line: number | null;
  readonly column: string | null;
  readonly value: string | null;
  readonly kind: string;
  readonly message: string;
}

/** What an import tells. Nothing is accepted where anything is rejected. */
export interface ReportOfImport extends Grounds {
  readonly accepted: number;
  readonly unchanged: number;
  readonly withdrawn: number;
  /** Definitions that a dictionary gave or revised. */
  readonly defined: number;
  readonly rejected: readonly ReportedRow[];
  /** How many faults there are. */
  readonly rejectedCount: number;
  /** In how many rows they stand, a header counted as one. */
  readonly rejectedRows: number;
  /** What each file was read as. */
  readonly files: readonly FileReading[];
  /** Cells that were written in ways of their own, and how they were read. */
  readonly readings: readonly CellReading[];
  /** What stands and what it becomes, for the first 100 rows that are not rejected. */
  readonly rows: readonly TakenRow[];
  readonly warnings: readonly ReportedRow[];
  readonly warningCount: number;
  readonly dryRun: boolean;
  /** It had been taken before under its key; nothing was added now. */
  readonly repeated: boolean;
}

/** The report in the terminal's form: to the one who mends a file, rows that can't be read and rows that are refused are one list. */
export function importReport(ledger: string, report: ImportReport): ReportOfImport {
  const refused = report.refused.map(({ rejection, ...place }): ReportedRow => {
    const { kind, sentence } = refusalOfRejection(rejection);
    return { ...place, kind, message: sentence };
  });
  const rejectedCount = report.problemCount + report.refusedCount;
  const isTaken = rejectedCount === 0;
  return {
    ledger,
    accepted: isTaken ? report.accepted : 0,
    unchanged: report.unchanged,
    withdrawn: isTaken ? report.withdrawn : 0,
    defined: isTaken ? report.defined : 0,
    rejected: [...report.problems, ...refused],
    rejectedCount,
    rejectedRows: report.rejectedRows,
    files: report.files,
    rows: report.taken,
    readings: report.readings,
    warnings: report.warnings,
    warningCount: report.warningCount,
    position: report.position,
    root: report.root,
    dryRun: report.dryRun,
    repeated: report.repeated,
  };
}

/** Writes the report for people: the counts on stdout, rows that need somebody on stderr. */
export async function writeImportReport(report: ReportOfImport, terminal: Terminal): Promise<void> {
  const { accepted, unchanged, withdrawn, rejected, rejectedCount, warnings, warningCount, dryRun } = report;
  for (const { file, kind, rows } of report.files)
    if (kind !== null) terminal.say(printable(`${file}: ${counted(rows, 'row')} read as ${kind}.`));
  for (const reading of report.readings) terminal.say(readingSentence(reading));
  for (const row of rejected) terminal.say(rowSentence(withWay(row, asOption)));
  if (rejected.length < rejectedCount) terminal.say(`… and ${counted(rejectedCount - rejected.length, 'more fault')}.`);
  for (const row of warnings) terminal.say(`Warning: ${rowSentence(withWay(row, asOption))}`);
  if (warnings.length < warningCount) terminal.say(`… and ${counted(warningCount - warnings.length, 'more warning')}.`);
  if (dryRun) for (const line of rowLines(report)) terminal.say(line);
  const counts = [
    `${counted(accepted, 'row')} accepted`,
    `${unchanged.toLocaleString('en-GB')} unchanged`,
    ...(withdrawn === 0 ? [] : [`${withdrawn.toLocaleString('en-GB')} withdrawn`]),
    ...(report.defined === 0 ? [] : [counted(report.defined, 'definition')]),
    rejectedCount === 0 ? '0 rejected' : faultsInRows(report),
  ].join(', ');
  await terminal.writeLines(`${report.ledger}: ${counts}. ${outcomeWords(report)}`.trimEnd(), groundsLine(report));
  if (dryRun && rejectedCount === 0) terminal.say('This was a dry run; leave out --dry-run to write it.');
}

const asOption = ({ name }: ImportOption): string => `--${optionInAddress(name)}`;

/** How many rows of a dry run are shown at the terminal; `--json` has more. */
const ROWS_SHOWN = 20;

/** "returns.csv line 2, return/cl-eet/all/2017-18Q2: value 77 becomes 78". */
function rowLines({ rows, accepted, withdrawn, rejectedCount }: ReportOfImport): string[] {
  const changing = rows.filter(({ outcome }) => outcome !== 'unchanged');
  const lines = changing.slice(0, ROWS_SHOWN).map(({ file, line, entity, outcome, changes }) => {
    const said = changes.map(({ member, was, becomes }) =>
      was === null ? `${spaced(member)} ${becomes}` : `${spaced(member)} ${was} becomes ${becomes ?? 'nothing'}`,
    );
    const place = line === null ? file : `${file} line ${line}`;
    return printable(`${place}, ${entity}: ${outcome === 'withdrawn' ? 'withdrawn; ' : ''}${said.join(', ')}`);
  });
  const more = (rejectedCount === 0 ? accepted + withdrawn : changing.length) - lines.length;
  return more > 0 && lines.length > 0 ? [...lines, `… and ${counted(more, 'more row')}.`] : lines;
}

/** "3 faults in 2 rows"; what is about a file as a whole stands in none. */
const faultsInRows = ({ rejectedCount, rejectedRows }: ReportOfImport): string =>
  rejectedRows === 0
    ? counted(rejectedCount, 'fault')
    : `${counted(rejectedCount, 'fault')} in ${counted(rejectedRows, 'row')}`;

function outcomeWords({ accepted, withdrawn, defined, rejectedCount, dryRun, repeated }: ReportOfImport): string {
  if (repeated) return 'This request had been taken before under its key; nothing was added.';
  if (rejectedCount > 0) return 'Nothing was written: mend what is named above and import again.';
  if (dryRun) return 'Nothing was written.';
  return accepted + withdrawn + defined === 0 ? 'Nothing was new, so nothing was written.' : '';
}

/** "returns.csv line 2, period “Q2 2017/18”: read as 2017-18Q2, quarter 2 (July to September 2017), in 12 cells". */
function readingSentence({ cells, ...row }: CellReading): string {
  const message = cells === 1 ? row.message : `${row.message}, in ${counted(cells, 'cell')}`;
  return rowSentence({ ...row, kind: 'Reading', message });
}

/** "returns.csv line 3, value “12..5”: what would be right". */
function rowSentence({ file, line, column, value, message }: ReportedRow): string {
  const place = [file, line === null ? null : `line ${line}`].filter((part) => part !== null && part !== '').join(' ');
  const cell = column === null ? '' : `, ${column}${value === null || value === '' ? '' : ` “${value}”`}`;
  return printable(`${place}${cell}: ${message}`);
}
