import type { Ledger } from './ledger.js';
import type { ReplicaReport } from './replica-standing.js';
import type { RestoredPart } from './restored-part.js';
import type { ReplayReport } from './sqlite/replay-views.js';

/** A ledger as a store has opened it. */
export interface OpenedLedger extends Ledger {
  /** Whether it has to be closed and opened again: its file was taken away or replaced, or there was no room for a write. */
  readonly isSpent: boolean;
  /** How its replica stands; null where the ledger is a file of this machine, or where another thread follows its stream. */
  readonly report: ReplicaReport | null;
}

/** Looks at an unfinished file before it gets its name, and throws where it is not good. */
export type CheckOfFile = (path: string) => Promise<void>;

/** Hears how far something has come, in events. */
export type Progress = (position: number, of: number) => void;

/** The port to all the ledgers that a data directory shows, wherever they live. */
export interface LedgerStore {
  /** The data directory. */
  readonly path: string;
  /** What can be done where other nodes have the same ledgers; null where the files of the data directory are the ledgers. */
  readonly shared: SharedLedgers | null;
  /** The ids of the ledgers, in alphabetical order. */
  list(): string[] | Promise<string[]>;
  /** The names of files in the data directory that can't be those of ledgers, in alphabetical order. */
  strays(): string[];
  /**
   * Whether what is written to the data directory is kept.
   * @throws BadConfiguration where it can't be; StorageFailed where there is no room, or the disk reports a fault
   */
  mustKeepItsWord(): void;
  /** Whether there is room for more than the data directory holds. @throws StorageFailed, BadConfiguration */
  mustHaveRoom(): void;
  /** @throws LedgerNotFound, BadConfiguration, LedgerBusy, StorageFailed, StoreUnavailable */
  open(ledger: string): Promise<OpenedLedger>;
  /** Makes a ledger without events. @throws LedgerExists, StorageFailed, StoreUnavailable */
  create(ledger: string): Promise<void>;
  /**
   * Makes a ledger from parts that an export holds: same positions, same bytes, hence the same root.
   * @throws LedgerExists; LedgerDamaged; StorageFailed; StoreUnavailable; what `parts` and `check` throw. Then no ledger
   * appears
   */
  restore(ledger: string, parts: AsyncIterable<RestoredPart>, check?: CheckOfFile): Promise<void>;
  /** Rebuilds a ledger's views from its events and compares them with those that are kept here. @throws LedgerNotFound */
  replay(ledger: string, to: number | undefined, onProgress: Progress): Promise<ReplayReport>;
  /** Copies a ledger's file while others write to it: one consistent state. @throws LedgerNotFound */
  backup(ledger: string, out: string, check: CheckOfFile): Promise<void>;
  /** The path of the file that holds a ledger here; it is not opened. @throws LedgerNotFound, StoreUnavailable */
  fileFor(ledger: string): Promise<string>;
  close(): Promise<void>;
}

/** Ledgers that other nodes have too: each has a replica here. */
export interface SharedLedgers {
  /**
   * Brings a ledger's file into the store: the same positions, bytes, texts and root. A copy that was interrupted goes on
   * where it stopped.
   * @throws LedgerExists; LedgerDamaged where the store then has another root; StoreUnavailable
   */
  take(ledger: string, file: string, onProgress?: Progress): Promise<void>;
  /**
   * Makes a ledger of its own of this node's replica, as it stands when the stream's end was reached.
   * @param folder where to: `<ledger>.sqlite`
   * @throws LedgerNotFound, LedgerExists, StoreUnavailable
   */
  release(ledger: string, folder: string, check: CheckOfFile): Promise<void>;
}
