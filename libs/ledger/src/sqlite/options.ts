import type { Clock } from '@outturn/kernel';
import type { ViewFold } from '../view-fold.js';
import type { ReplayInThread } from './replay-share.js';
import type { ReadEvent } from './sqlite-reader.js';

export interface SqliteLedgerOptions {
  readonly path: string;
  readonly ledger: string;
  readonly views: readonly ViewFold[];
  readonly readEvent: ReadEvent;
  readonly clock: Clock;
  /** How long a write may wait for another process's transaction, in milliseconds. Default `LOCK_WAIT`. */
  readonly lockWait?: number;
  /** How many events one transaction of a rebuild folds at least; it goes on to the end of their batch. Default 5,000. */
  readonly rebuildChunk?: number;
  /** A thread that folds with the same views; left out, a replay makes do with the one that it is asked in. */
  readonly replayInThread?: ReplayInThread;
  /** Hears how far the rebuild of a view has come. */
  readonly onRebuild?: (progress: { view: string; position: number; head: number }) => void;
}
