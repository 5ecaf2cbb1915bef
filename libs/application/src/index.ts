export * from './ask.js';
export type { Query, QueryRoute } from './query.js';
export { queryParameters, type AskedBy, type Parameter } from './parameters.js';
export { commandCatalogue, commandRow, exampleCommands, type CommandRow } from './command-catalogue.js';
export type { Rejection } from './command-row.js';
export { applicationNouns } from './nouns.js';
export { execute, rehearse, type Asker, type CommandRequest, type Outcome, type Rehearsal } from './execute.js';
export { exportLines } from './export-ledger.js';
export { restoreLedger, type RestoreReport } from './restore-ledger.js';
export { eventsOfExport, readHeldHistory, type HeldHistory } from './held-history.js';
export { readHeader, type ExportHeader } from './exported-line.js';
export { IdempotencyKeyReused } from './idempotency-key-reused.js';
export { FilesRead, rowPermissions } from './files-read.js';
export { importFiles } from './import-files.js';
export type { RowChange } from './row-changes.js';
export type { ImportReport, ImportRequest, RefusedRow, TakenRow } from './import-report.js';
export { resolveMoment, type Moment, type ResolvedMoment } from './known-at.js';
export * from './permission.js';
export * from './query-refused.js';
export type { Grounds, Listing } from './answer.js';
export type { ActionPlan, PlannedAction } from './plan-action/action-plan.js';
export { lastDayOf } from './plan-action/due-date.js';
export type { ChangedVerdict } from './indicator/changed-verdicts.js';
export type { ChangedRow, Difference, DifferenceAsked } from './ledger-life/difference.js';
export { figureColumns, type CurrentFigure, type FiguresAsked } from './kpi-return/figures.js';
export type { HistoryAsked, HistoryRow } from './ledger-life/history.js';
export type { IndicatorList, ListedIndicator, ListedSeries } from './indicator/indicator-list.js';
export type { IndicatorAsked, IndicatorSeries } from './indicator/indicator-series.js';
export type { Journal, JournalAsked } from './ledger-life/journal.js';
export type { LedgerSummary } from './ledger-life/ledger-summary.js';
export type { ExpectedReturn, Reminder, Reminders, RoundRow, Rounds, RoundsAsked } from './round/rounds.js';
export { assessedScorecard, type Scorecard, type ScorecardAsked, type ScorecardRow } from './indicator/scorecard.js';
export { eventReader, readEvent } from './read-event.js';
export * from './snapshot.js';
export { summaryOfSnapshot, type SnapshotSummary } from './snapshot-summary.js';
export { validateCommand, type FieldError, type Validated } from './validate-command.js';
export { proveEvent, signHead } from './checkpoint.js';
export { rowsFromEvents, type RowsFromEvents } from './from-events.js';
export { readSnapshotFile, type SnapshotFile } from './snapshot-file.js';
export type { SeenIssue, SnapshotCheck } from './paper-checks.js';
export type { AnyProvenSnapshot, Evidence, ProvenSnapshot } from './proven-snapshot.js';
export { issuedSnapshot, mustFollowFromEvents, proveSnapshot } from './snapshot-proof.js';
export { verifySnapshot, type SnapshotVerification } from './verify-snapshot.js';
export {
  heldCheckpoint,
  pinnedKey,
  verify,
  verifyFile,
  type HeldCheckpoint,
  type LedgerFile,
  type VerificationReport,
  type VerifyFile,
} from './verify-ledger.js';
export { linesOf } from './lines.js';
