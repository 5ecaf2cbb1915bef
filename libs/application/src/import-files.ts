import { DefineIndicator, PublishRelease, ReleaseBenchmark, WithdrawBenchmark } from '@outturn/domain';
import { canonicalJson, commandIdOf, sha256 } from '@outturn/kernel';
import type { ReadFiles, ReadOptions, SourceFile } from '@outturn/intake';
import type { Ledger, LedgerReader, Proposal } from '@outturn/ledger';
import { commandRow } from './command-catalogue.js';
import { DecidedRows } from './decided-rows.js';
import { IdempotencyKeyReused } from './idempotency-key-reused.js';
import type { ImportReport, ImportRequest } from './import-report.js';
import type { Permission } from './permission.js';

/** The report before the root at its position is known. */
type Unrooted = Omit<ImportReport, 'root'>;

/** What the rows of files need their sender to be allowed: a file may hold commands of every kind. */
export function permissionsToImport({ items, release }: ReadFiles): Set<Permission> {
  const commands = items.map(({ command }) => command.constructor.name);
  const ofRelease = [PublishRelease, DefineIndicator, ReleaseBenchmark, WithdrawBenchmark].map(({ name }) => name);
  return new Set([...commands, ...(release === null ? [] : ofRelease)].map((name) => commandRow(name).permission));
}

/** SHA-256 (hex) of everything that is sent with an import: the bytes of its files, their names and what was said of them. */
export function digestOfFiles(files: readonly SourceFile[], { dictionary, ...options }: ReadOptions): string {
  const sent = (file: SourceFile) => ({ name: file.name, kind: file.kind ?? null, bytes: sha256(file.bytes) });
  const described = { ...options, dictionary: dictionary === undefined ? null : sent(dictionary) };
  return sha256(canonicalJson({ files: files.map(sent), options: described }));
}

/**
 * Takes the rows of one call's files into a ledger: all of them or none. Rows are decided in the order in which the
 * council says they happened, each on what the earlier ones did. While the ledger is open for migration
 * every day of them is one batch; when it is live, the whole call is one.
 * @throws IdempotencyKeyReused
 */
export async function importFiles(ledger: Ledger, request: ImportRequest): Promise<ImportReport> {
  const { problems, problemCount } = request.files;
  const report =
    problemCount > 0
      ? ledger.read((reader) => ({ ...nothing(request, reader), problems, problemCount }))
      : await ledger.write((reader) => propose(reader, request));
  return ledger.read((reader) => ({ ...report, root: reader.rootAt(report.position) }));
}

function propose(reader: LedgerReader, request: ImportRequest): Proposal<Unrooted> {
  const earlier = request.dryRun ? null : answeredBefore(reader, request);
  if (earlier !== null) return { batches: [], answer: () => earlier };
  const decided = new DecidedRows(reader, request);
  if (request.files.release !== null) decided.addRelease(request.files.release);
  for (const item of request.files.items) decided.addRow(item);
  const report = {
    ...nothing(request, reader),
    ...decided.counts,
    refused: decided.refused,
    taken: decided.taken,
    warnings: [...request.files.warnings, ...decided.warnings],
  };
  const writes = report.refusedCount === 0 && !request.dryRun;
  if (!writes || decided.isEmpty) return { batches: [], answer: () => report };
  return {
    batches: decided.batches(),
    texts: decided.texts,
    sourceRows: decided.sourceRows,
    answer: (stored) => ({ ...report, position: stored.at(-1)?.position ?? report.position }),
  };
}

/** Deciding an old file again could take back what was said since, so a request that was taken is not decided again. */
function answeredBefore(reader: LedgerReader, request: ImportRequest): Unrooted | null {
  const events = reader.eventsOfCommand(commandIdOf(reader.ledger, request.actor, request.key));
  const last = events.at(-1);
  if (last === undefined) return null;
  if (last.commandDigest !== reader.keyed(request.digest)) throw new IdempotencyKeyReused();
  return { ...nothing(request, reader), repeated: true, unchanged: request.files.rows, position: last.position };
}

const nothing = ({ dryRun, files: { warnings } }: ImportRequest, reader: LedgerReader): Unrooted => ({
  dryRun,
  repeated: false,
  accepted: 0,
  unchanged: 0,
  withdrawn: 0,
  problems: [],
  problemCount: 0,
  refused: [],
  refusedCount: 0,
  warnings,
  taken: [],
  position: reader.head().position,
});
