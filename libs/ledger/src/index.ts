export * from './errors.js';
export * from './ledger.js';
export { LedgerDirectory } from './sqlite/ledger-directory.js';
export type { SqliteLedgerOptions } from './sqlite/options.js';
export type { RestoredBatch, RestoredPart, RestoredText } from './restored-part.js';
export { SqliteLedger } from './sqlite/sqlite-ledger.js';
export type { ReadEvent } from './sqlite/sqlite-reader.js';
export * from './view-fold.js';
export { replayViews, type ReplayReport, type ViewDifference } from './sqlite/replay-views.js';
