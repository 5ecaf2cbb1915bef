export { answerBeside, type WorksBeside } from './reading/answer-beside.js';
export type { ReadingThreadData } from './reading/reading-threads.js';
export { ReadingWorks, type CheckedFile, type FrozenSnapshot } from './reading/reading-works.js';
export type { WrittenAnswer } from './reading/written-answer.js';
export { CLOCK } from './clock.js';
export { EventsCommitted } from './events-committed.js';
export { readTokenFile, TokenRegister } from './access/token-file.js';
export { InvalidCommand, type Arrival } from './arrival.js';
export { Outturn, type Readiness, type UnreadableLedger } from './outturn.js';
export { LedgerExports, type RestoredLedger } from './ledger-exports.js';
export { OutturnModule, type OutturnOptions } from './outturn.module.js';
export { NotAllowed, ownerOf, sees, type Principal } from './principal.js';
export { exitCodes, refusalOfError, refusalOfRejection, whyUnreadable, type Refusal } from './refusal.js';
export {
  commandCatalogue,
  queryCatalogue,
  queryNames,
  queryParameters,
  type AskedBy,
  type Parameter,
  exampleCommands,
  rowPermissions,
  figureColumns,
  snapshotDigest,
  validateCommand,
  type CommandRow,
  type CurrentFigure,
  type ChangedRow,
  type Difference,
  type ActionPlan,
  type FieldError,
  type Grounds,
  type HistoryRow,
  type ImportReport,
  type IndicatorList,
  type IndicatorSeries,
  type Journal,
  type JournalAsked,
  type LedgerSummary,
  type ListedIndicator,
  type ListedSeries,
  type Listing,
  type Moment,
  type Permission,
  type PlannedAction,
  type QueryName,
  type Queries,
  type Rejection,
  type RefusedRow,
  type Rehearsal,
  type ExpectedReturn,
  type Reminder,
  type Reminders,
  type Role,
  type RoundRow,
  type Rounds,
  type Scorecard,
  type ScorecardRow,
  type Snapshot,
  type TakenRow,
  allows,
  lastDayOf,
  roles,
} from '@outturn/application';
export { LedgerCopies, type CopiedLedger } from './ledger-copies.js';
export { readStore, readStreamStore, storeKinds } from './store-settings.js';
export { replayHolds, StorageFailed, type StreamStoreSettings } from '@outturn/ledger';
export type { Fault, ReplayReport, ReplicaStanding, ViewDifference, WriteCounts } from '@outturn/ledger';
export type { ToldOutcome as Outcome } from './writing/ledger-writer.js';
export { Proofs, type LedgerVerification, type HeldEvidence, type KeyRotation } from './proofs.js';
export {
  preparedFor,
  readSnapshotFile,
  type AnyProvenSnapshot,
  type ProvenSnapshot,
  type SeenIssue,
  type SnapshotCheck,
  type SnapshotSummary,
  type SnapshotVerification,
  type VerificationReport,
} from '@outturn/application';
export { linesOf } from '@outturn/application';
export { replayBeside } from './checking/check-thread.js';
