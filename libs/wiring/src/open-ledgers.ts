import {
  StreamDirectory,
  StreamLedger,
  KeyStore,
  LedgerDirectory,
  OpenFiles,
  SqliteLedger,
  type ReplicaPart,
  type Ledger,
  type ReplicaStanding,
  type SqliteLedgerOptions,
  type StoreUnavailable,
  type WriteCounts,
} from '@outturn/ledger';
import { readEvent } from '@outturn/application';
import { systemClock, type Clock } from '@outturn/kernel';
import { views } from '@outturn/views';
import type { LedgerStore } from './ledger-store.js';
import { filesAllowed, openBounds } from './open-bounds.js';
import { replayBeside } from './checking/check-thread.js';

export interface OpenLedgersOptions {
  readonly data: string;
  readonly clock?: Clock;
  readonly onRebuild?: SqliteLedgerOptions['onRebuild'];
  /** Left out, the files of the data directory are the ledgers. */
  readonly store?: LedgerStore;
  /** What this process or thread does with replicas; left out, one command's work. */
  readonly part?: ReplicaPart;
  /** How many ledgers have their files open at once; left out, as many as suit a process with one such thread. */
  readonly most?: number;
  /** Hears of a file or a folder that others could use, and can't any more. */
  readonly onTightened?: (path: string) => void;
  /** Hears that answers rest on a replica as it stands, because the store gave no answer. */
  readonly onStale?: (ledger: string, error: StoreUnavailable) => void;
}

/** What one handle on a replica has to tell. */
export interface ReplicaReport {
  readonly standing: ReplicaStanding;
  readonly counts: WriteCounts;
}

/**
 * The ledgers of one data directory, each opened when it is first needed. What was opened stays valid: the files of those
 * that were not used for longest are closed where there are too many, and opened again when somebody asks.
 */
export class OpenLedgers {
  readonly directory: LedgerDirectory | StreamDirectory;
  /** Only a node that has a ledger's key signs for it; where nodes share ledgers, none makes another key by itself. */
  readonly keys: KeyStore;
  /** Those that have their files open. */
  readonly files: OpenFiles;
  private readonly open = new Map<string, Promise<Ledger>>();
  private readonly replicas = new Map<string, StreamLedger>();

  constructor({
    data,
    clock = systemClock,
    onRebuild,
    store,
    part = 'command',
    most = openBounds(filesAllowed()).asks,
    onTightened,
    onStale,
  }: OpenLedgersOptions) {
    this.files = new OpenFiles(most);
    const reading = {
      views,
      clock,
      readEvent,
      replayBeside,
      openFiles: this.files,
      ...(onTightened === undefined ? {} : { onTightened }),
      ...(onRebuild === undefined ? {} : { onRebuild }),
    };
    this.directory =
      store?.kind === 'eventstoredb'
        ? new StreamDirectory(data, {
            ...reading,
            settings: store.settings,
            part,
            ...(onStale === undefined ? {} : { onStale }),
          })
        : new LedgerDirectory(data, reading);
    this.keys = new KeyStore(data, this.directory instanceof LedgerDirectory);
  }

  /** @throws LedgerNotFound, BadConfiguration, StoreUnavailable */
  async get(ledger: string): Promise<Ledger> {
    const opening = this.open.get(ledger) ?? this.opening(ledger);
    const opened = await opening;
    // Where its file was taken away or replaced, what lies there now is the ledger. Where there was no room, there may be.
    const stays = !(opened instanceof SqliteLedger) || (opened.isInPlace && opened.fault?.isFull !== true);
    if (stays) return opened;
    if (this.open.get(ledger) === opening) this.open.delete(ledger);
    await opened.close();
    return this.get(ledger);
  }

  /** The node on which a ledger comes to be is the one that signs for it. */
  makeKey(ledger: string): void {
    if (this.directory instanceof StreamDirectory) new KeyStore(this.directory.path).key(ledger);
  }

  /** How the replicas stand that are open here; none where the ledgers are files. */
  get reports(): ReplicaReport[] {
    return [...this.replicas.values()].map(({ standing, counts }) => ({ standing, counts }));
  }

  async close(): Promise<void> {
    const ledgers = await Promise.allSettled(this.open.values());
    this.open.clear();
    this.replicas.clear();
    for (const ledger of ledgers) if (ledger.status === 'fulfilled') await ledger.value.close();
    if (this.directory instanceof StreamDirectory) await this.directory.close();
  }

  private opening(ledger: string): Promise<Ledger> {
    const opening = this.openOne(ledger);
    this.open.set(ledger, opening);
    // A ledger that could not be opened may be there the next time.
    opening.catch(() => this.open.delete(ledger));
    return opening;
  }

  private async openOne(ledger: string): Promise<Ledger> {
    const opened = await this.directory.open(ledger);
    if (opened instanceof StreamLedger) this.replicas.set(ledger, opened);
    return opened;
  }
}
