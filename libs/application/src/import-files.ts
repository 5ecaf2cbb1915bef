import { commandIdOf } from '@outturn/kernel';
import type { ReadFiles } from '@outturn/intake';
import type { Ledger, LedgerReader, Proposal } from '@outturn/ledger';
import { DecidedRows } from './decided-rows.js';
import { IdempotencyKeyReused } from './idempotency-key-reused.js';
import type { ImportReport, ImportRequest } from './import-report.js';
import { NAMED } from './rows-told.js';

/** The report before the root at its position is known. */
type Unrooted = Omit<ImportReport, 'root'>;

/**
 * Takes the rows of one call's files into a ledger: all of them or none. Rows are decided in the order in which the
 * council says they happened, each on what the earlier ones did. While the ledger is open for migration
 * every day of them is one batch; when it is live, the whole call is one.
 * @throws IdempotencyKeyReused
 */
export async function importFiles(ledger: Ledger, request: ImportRequest): Promise<ImportReport> {
  const { content } = request.files;
  const report =
    content.problemCount > 0
      ? ledger.read((reader) => decide(reader, request, content).report)
      : await ledger.write((reader) => propose(reader, request));
  return ledger.read((reader) => ({ ...report, root: reader.rootAt(report.position) }));
}

function propose(reader: LedgerReader, request: ImportRequest): Proposal<Unrooted> {
  const earlier = request.files.dryRun ? null : answeredBefore(reader, request);
  if (earlier !== null) return { batches: [], answer: () => earlier };
  const { rows, report } = decide(reader, request, request.files.asOf(reader));
  const { decided, sourceRows } = rows;
  const isRight = report.problemCount === 0 && report.refusedCount === 0;
  if (!isRight || request.files.dryRun || decided.isEmpty) return { batches: [], answer: () => report };
  return {
    batches: decided.batches(),
    texts: decided.texts,
    sourceRows,
    answer: ({ position }) => ({ ...report, position }),
  };
}

/** Decides the rows that could be read, also beside some that could not: whoever mends a file hears of every fault at once. */
function decide(
  reader: LedgerReader,
  request: ImportRequest,
  files: ReadFiles,
): { readonly rows: DecidedRows; readonly report: Unrooted } {
  const rows = new DecidedRows(reader, request, files.undefinedByFault);
  const { told } = rows;
  if (files.release !== null) rows.addRelease(files.release);
  for (const item of files.items) {
    if (told.isEnough) break;
    if (files.knownItems.has(item)) rows.addKnownRow(item);
    else rows.addRow(item);
  }
  rows.warnOfUndatedRows();
  const report = {
    ...nothing(request, files, reader),
    ...told.counts,
    unchanged: files.known + told.counts.unchanged,
    readings: [...told.readings, ...files.readings],
    problems: files.problems,
    problemCount: files.problemCount,
    refused: told.refused,
    rejectedRows: files.problemRows + told.refusedRows,
    taken: told.taken,
    warnings: [...files.warnings, ...told.warnings].slice(0, NAMED),
    warningCount: files.warningCount + told.warningCount,
  };
  return { rows, report };
}

/** Deciding an old file again could take back what was said since, so a request that was taken is not decided again. */
function answeredBefore(reader: LedgerReader, request: ImportRequest): Unrooted | null {
  const events = reader.eventsOfCommand(commandIdOf(reader.ledger, request.actor, request.key));
  const last = events.at(-1);
  if (last === undefined) return null;
  if (last.commandDigest !== reader.keyed(request.files.digest)) throw new IdempotencyKeyReused();
  const { content } = request.files;
  return { ...nothing(request, content, reader), repeated: true, unchanged: content.rows, position: last.position };
}

const nothing = (
  request: ImportRequest,
  { warnings, warningCount, files, readings }: ReadFiles,
  reader: LedgerReader,
): Unrooted => ({
  dryRun: request.files.dryRun,
  repeated: false,
  accepted: 0,
  unchanged: 0,
  withdrawn: 0,
  defined: 0,
  files,
  readings,
  problems: [],
  problemCount: 0,
  refused: [],
  refusedCount: 0,
  rejectedRows: 0,
  warnings,
  warningCount,
  taken: [],
  position: reader.position,
});
