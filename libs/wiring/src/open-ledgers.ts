import {
  KeyStore,
  OpenFiles,
  openLedgerStore,
  type LedgerStore,
  type LedgerStoreOptions,
  type OpenedLedger,
  type ReplicaReport,
} from '@outturn/ledger';
import { readEvent } from '@outturn/application';
import { systemClock } from '@outturn/kernel';
import { views } from '@outturn/views';
import { filesAllowed, openBounds } from './open-bounds.js';
import { replayBeside } from './checking/check-thread.js';

export interface OpenLedgersOptions extends Partial<
  Pick<LedgerStoreOptions, 'clock' | 'store' | 'part' | 'onRebuild' | 'onTightened' | 'onStale'>
> {
  readonly data: string;
  /** How many ledgers have their files open at once; left out, as many as suit a process with one such thread. */
  readonly most?: number;
}

/**
 * The ledgers of one data directory, each opened when it is first needed. What was opened stays valid: the files of those
 * that were not used for longest are closed where there are too many, and opened again when somebody asks.
 */
export class OpenLedgers {
  readonly store: LedgerStore;
  /** Only a node that has a ledger's key signs for it; where nodes share ledgers, none makes another key by itself. */
  readonly keys: KeyStore;
  /** Those that have their files open. */
  readonly files: OpenFiles;
  private readonly open = new Map<string, Promise<OpenedLedger>>();
  private readonly opened = new Set<OpenedLedger>();

  constructor({
    data,
    clock = systemClock,
    part = 'command',
    most = openBounds(filesAllowed()).asks,
    ...options
  }: OpenLedgersOptions) {
    this.files = new OpenFiles(most);
    this.store = openLedgerStore(data, {
      ...options,
      views,
      clock,
      readEvent,
      part,
      replayBeside,
      openFiles: this.files,
    });
    this.keys = new KeyStore(data, this.store.shared === null);
  }

  /** @throws LedgerNotFound, BadConfiguration, StoreUnavailable */
  async get(ledger: string): Promise<OpenedLedger> {
    const opening = this.open.get(ledger) ?? this.opening(ledger);
    const opened = await opening;
    if (!opened.isSpent) return opened;
    if (this.open.get(ledger) === opening) this.open.delete(ledger);
    this.opened.delete(opened);
    await opened.close();
    return this.get(ledger);
  }

  /** The node on which a ledger comes to be is the one that signs for it. */
  makeKey(ledger: string): void {
    if (this.store.shared !== null) new KeyStore(this.store.path).key(ledger);
  }

  /** How the replicas stand that are open here; none where the ledgers are files. */
  get reports(): ReplicaReport[] {
    return [...this.opened].flatMap(({ report }) => report ?? []);
  }

  async close(): Promise<void> {
    const ledgers = await Promise.allSettled(this.open.values());
    this.open.clear();
    this.opened.clear();
    for (const ledger of ledgers) if (ledger.status === 'fulfilled') await ledger.value.close();
    await this.store.close();
  }

  private opening(ledger: string): Promise<OpenedLedger> {
    const opening = this.openOne(ledger);
    this.open.set(ledger, opening);
    // A ledger that could not be opened may be there the next time.
    opening.catch(() => this.open.delete(ledger));
    return opening;
  }

  private async openOne(ledger: string): Promise<OpenedLedger> {
    const opened = await this.store.open(ledger);
    this.opened.add(opened);
    return opened;
  }
}
