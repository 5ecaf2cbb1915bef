export * from './ask.js';
export { commandCatalogue, commandRow, type CommandRow, type Rejection } from './command-catalogue.js';
export { execute, type Asker, type CommandRequest, type Outcome } from './execute.js';
export { exportLines, restoredParts } from './export-ledger.js';
export { readHeader, type ExportHeader } from './exported-line.js';
export { IdempotencyKeyReused } from './idempotency-key-reused.js';
export {
  digestOfFiles,
  importFiles,
  permissionsToImport,
  type ImportReport,
  type ImportRequest,
  type RefusedRow,
} from './import-files.js';
export { resolveMoment, type Moment, type ResolvedMoment } from './known-at.js';
export * from './permission.js';
export * from './question-refused.js';
export type { Grounds, Listing } from './queries/answer.js';
export type { ActionPlan, PlannedAction } from './queries/action-plan.js';
export type { ChangedRow, Difference, DifferenceQuestion } from './queries/difference.js';
export { figureColumns, type CurrentFigure, type FiguresQuestion } from './queries/figures.js';
export type { HistoryQuestion, HistoryRow } from './queries/history.js';
export type { IndicatorQuestion, IndicatorSeries } from './queries/indicator-series.js';
export type { LedgerSummary } from './queries/ledger-summary.js';
export type { Scorecard, ScorecardQuestion, ScorecardRow } from './queries/scorecard.js';
export { eventReader, readEvent, type Upcaster } from './read-event.js';
export * from './snapshot.js';
export { validateCommand, type FieldError, type Validated } from './validate-command.js';
export { proveEvent, signHead } from './checkpoint.js';
export * from './snapshot-proof.js';
export { pinnedKey, verify, type HeldCheckpoint, type VerificationReport } from './verify-ledger.js';
