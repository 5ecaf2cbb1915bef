export * from './errors.js';
export * from './ledger.js';
export { LedgerDirectory } from './sqlite/ledger-directory.js';
export { OpenFiles } from './sqlite/open-files.js';
export type { SqliteLedgerOptions } from './sqlite/options.js';
export type { RestoredBatch, RestoredPart, RestoredText } from './restored-part.js';
export { storedBytes } from './sqlite/stored-bytes.js';
export { SqliteLedger } from './sqlite/sqlite-ledger.js';
export type { ReadEvent } from './sqlite/sqlite-reader.js';
export * from './view-fold.js';
export {
  EventStoreDirectory,
  type EventStoreDirectoryOptions,
  type EventStorePart,
} from './eventstoredb/event-store-directory.js';
export { EventStoreLedger } from './eventstoredb/event-store-ledger.js';
export type { EventStoreSettings } from './eventstoredb/event-store-options.js';
export type { ReplicaStanding, WriteCounts } from './eventstoredb/replica-standing.js';
export { replayViews, type ReplayReport } from './sqlite/replay-views.js';
export { replayShare, type ReplayedShare, type ReplayBeside, type ReplayShare } from './sqlite/replay-share.js';
export type { ViewDifference } from './sqlite/view-difference.js';
export { verifyConsistency } from './merkle/consistency.js';
export { Frontier } from './merkle/frontier.js';
export { verifyInclusion } from './merkle/inclusion.js';
export { leafHash } from './merkle/node-hash.js';
export * from './signing/checkpoint.js';
export * from './signing/key-store.js';
export { isKeyName, readVerificationKey, type SigningKey, type VerificationKey } from './signing/note-key.js';
export { readNote, signerOf, signNote } from './signing/signed-note.js';
export * from './signing/tlog-proof.js';
export { readStoredEvent } from './sqlite/verification/stored-event.js';
export { verifyLedger, type Fault, type Verification, type VerifiedLedger } from './sqlite/verify-ledger.js';
