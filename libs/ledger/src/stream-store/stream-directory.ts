import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLedgerId } from '@outturn/kernel';
import { LedgerExists, LedgerNotFound, StoreUnavailable } from '../errors.js';
import type { Ledger } from '../ledger.js';
import type { RestoredPart } from '../restored-part.js';
import { LedgerDirectory } from '../sqlite/ledger-directory.js';
import { releaseFile } from '../sqlite/replica-state.js';
import type { SqliteLedgerOptions } from '../sqlite/options.js';
import type { ReplayReport } from '../sqlite/replay-views.js';
import { copyIntoStore } from './copy-into-store.js';
import { StreamLedger } from './stream-ledger.js';
import type { StreamStoreSettings } from './stream-store-options.js';
import { LedgerCatalogue } from './ledger-catalogue.js';
import { ReplicaLedger } from './replica-ledger.js';
import { StoreConnection } from './eventstoredb/store-connection.js';

/**
 * What a thread does with the ledgers that it opens. `command`: one piece of work, on what the store has when it begins.
 * `node`: everything, for as long as it runs. The threads of a service share that: one `follows`, others `writes`, and
 * what `reads` takes from the replica what the others put there.
 */
export type ReplicaPart = 'command' | 'node' | 'reads' | 'writes' | 'follows';

export interface StreamDirectoryOptions extends Omit<SqliteLedgerOptions, 'path' | 'ledger'> {
  readonly settings: StreamStoreSettings;
  readonly part: ReplicaPart;
  /** Hears that a ledger was opened as its replica stands, because the store gave no answer. */
  readonly onStale?: (ledger: string, error: StoreUnavailable) => void;
}

/** The ledgers of a store, each with its replica in a folder: `<ledger>.sqlite`. */
export class StreamDirectory {
  private readonly local: LedgerDirectory;
  private readonly store: StoreConnection;
  private readonly catalogue: LedgerCatalogue;

  constructor(
    readonly path: string,
    private readonly options: StreamDirectoryOptions,
  ) {
    this.local = new LedgerDirectory(path, options);
    this.store = new StoreConnection(options.settings);
    this.catalogue = new LedgerCatalogue(this.store);
  }

  /** The ids of the ledgers, in alphabetical order; those with a replica here where the store gives no answer. */
  async list(): Promise<string[]> {
    const here = this.local.list();
    if (this.options.part === 'reads') return here;
    try {
      return [...new Set([...here, ...(await this.catalogue.list())])].sort();
    } catch (error) {
      if (error instanceof StoreUnavailable) return here;
      throw error;
    }
  }

  /** As `LedgerDirectory.strays`, of the folder of replicas. */
  strays(): string[] {
    return this.local.strays();
  }

  /** As `LedgerDirectory.mustKeepItsWord`, of the folder of replicas. */
  mustKeepItsWord(): void {
    this.local.mustKeepItsWord();
  }

  /** @throws LedgerNotFound, BadConfiguration, StoreUnavailable where there is no replica of it yet */
  async open(ledger: string): Promise<Ledger> {
    await this.haveReplica(ledger);
    const { part, onStale, ...options } = this.options;
    const replica = { ...options, ledger, path: this.fileOf(ledger) };
    const opened =
      part === 'reads'
        ? await ReplicaLedger.open(replica)
        : await StreamLedger.open(this.store, { ...replica, follows: part === 'node' || part === 'follows' });
    this.local.tighten(ledger);
    if (opened instanceof ReplicaLedger) return opened;
    if (part !== 'command' && part !== 'node') return opened;
    try {
      await opened.catchUp();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) {
        await opened.close();
        throw error;
      }
      onStale?.(ledger, error);
    }
    return opened;
  }

  /** Founds a ledger. @throws LedgerExists */
  async create(ledger: string): Promise<void> {
    await this.catalogue.found(ledger);
    await this.makeReplica(ledger);
  }

  /** As `LedgerDirectory.restore`; the ledger is listed when all of it is in the store. */
  async restore(
    ledger: string,
    parts: AsyncIterable<RestoredPart>,
    check?: (path: string) => Promise<void>,
  ): Promise<void> {
    if ((await this.catalogue.list()).includes(ledger)) throw new LedgerExists(ledger);
    const folder = mkdtempSync(join(tmpdir(), 'outturn-restore-'));
    try {
      const scratch = new LedgerDirectory(folder, this.options);
      await scratch.restore(ledger, parts, check);
      await this.take(ledger, scratch.fileOf(ledger));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /**
   * Brings a ledger's file into the store: the same positions, bytes, texts and root. A copy that was interrupted goes on
   * where it stopped.
   * @throws LedgerExists; LedgerDamaged where the store then has another root
   */
  async take(
    ledger: string,
    file: string,
    onProgress: (position: number, of: number) => void = () => undefined,
  ): Promise<void> {
    if ((await this.catalogue.list()).includes(ledger)) throw new LedgerExists(ledger);
    await copyIntoStore(this.store, { ...this.options, ledger, path: file }, onProgress);
    await this.catalogue.add(ledger);
    await this.makeReplica(ledger);
  }

  /**
   * Makes a ledger of its own of this node's replica, as it stands when the stream's end was reached.
   * @param folder where to: `<ledger>.sqlite`
   * @param check is handed the unfinished file's path, and throws where it is not good
   * @throws LedgerNotFound, LedgerExists, StoreUnavailable
   */
  async release(ledger: string, folder: string, check: (path: string) => Promise<void>): Promise<void> {
    const opened = await this.open(ledger);
    try {
      if (opened instanceof StreamLedger) await opened.catchUp();
      mkdirSync(folder, { recursive: true });
      await this.local.backup(ledger, join(folder, `${ledger}.sqlite`), async (path) => {
        releaseFile(path);
        await check(path);
      });
    } finally {
      await opened.close();
    }
  }

  /** As `LedgerDirectory.replay`, over this node's replica; where there was none, over one that is made of the stream. */
  async replay(
    ledger: string,
    to: number | undefined,
    onProgress: (position: number, of: number) => void,
  ): Promise<ReplayReport> {
    if (await this.haveReplica(ledger)) await (await this.open(ledger)).close();
    return this.local.replay(ledger, to, onProgress);
  }

  /** As `LedgerDirectory.backup`, of this node's replica. */
  async backup(ledger: string, out: string, check: (path: string) => Promise<void>): Promise<void> {
    await this.haveReplica(ledger);
    return this.local.backup(ledger, out, check);
  }

  /** @throws LedgerNotFound */
  mustExist(ledger: string): void {
    this.local.mustExist(ledger);
  }

  /** The file of a ledger's replica, whether it exists or not. */
  fileOf(ledger: string): string {
    return this.local.fileOf(ledger);
  }

  async close(): Promise<void> {
    await this.store.dispose();
  }

  /** @returns whether it was made just now, and holds nothing yet */
  private async haveReplica(ledger: string): Promise<boolean> {
    if (!isLedgerId(ledger)) throw new LedgerNotFound(ledger);
    try {
      this.local.mustExist(ledger);
      return false;
    } catch (error) {
      if (!(error instanceof LedgerNotFound)) throw error;
    }
    if (this.options.part === 'reads' || !(await this.catalogue.list()).includes(ledger))
      throw new LedgerNotFound(ledger);
    await this.makeReplica(ledger);
    return true;
  }

  private async makeReplica(ledger: string): Promise<void> {
    const { id, sourceKey } = await this.catalogue.founding(ledger);
    try {
      await this.local.createReplica(ledger, id, sourceKey);
    } catch (error) {
      // Another process of this node was faster.
      if (!(error instanceof LedgerExists)) throw error;
    }
  }
}
