import type { Clock } from '@outturn/kernel';
import type { ViewFold } from '../view-fold.js';
import type { OpenFiles } from './open-files.js';
import type { ReplayBeside } from './replay-share.js';
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
  /** Bounds how many ledgers of this thread have their files open; left out, each keeps them open. */
  readonly openFiles?: OpenFiles;
  /** Left out, a replay makes do with the thread that it is asked in. */
  readonly replayBeside?: ReplayBeside;
  /** Hears of a file or a folder that others could use, and can't any more. */
  readonly onTightened?: (path: string) => void;
  /** Hears how far the rebuild of a view has come. */
  readonly onRebuild?: (progress: { view: string; position: number; head: number }) => void;
}
