import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLedgerId } from '@outturn/kernel';
import { LedgerExists, LedgerNotFound, StoreUnavailable } from '../errors.js';
import type { CheckOfFile, LedgerStore, OpenedLedger, Progress, SharedLedgers } from '../ledger-store.js';
import type { RestoredPart } from '../restored-part.js';
import { LedgerDirectory } from '../sqlite/ledger-directory.js';
import type { SqliteLedgerOptions } from '../sqlite/options.js';
import type { ReplayReport } from '../sqlite/replay-views.js';
import { copyIntoStore } from './copy-into-store.js';
import { LedgerCatalogue } from './ledger-catalogue.js';
import { ReplicaLedger } from './replica-ledger.js';
import { makeReplica, releaseFile } from './replica-state.js';
import { StreamLedger } from './stream-ledger.js';
import type { StreamStore } from './stream-store.js';

/**
 * What a thread does with the ledgers that it opens. `command`: one piece of work, on what the store has when it begins.
 * `node`: everything, for as long as it runs. The threads of a service share that: one `follows`, others `writes`, and
 * what `reads` takes from the replica what the others put there.
 */
export type ReplicaPart = 'command' | 'node' | 'reads' | 'writes' | 'follows';

export interface StreamDirectoryOptions extends Omit<SqliteLedgerOptions, 'path' | 'ledger'> {
  readonly part: ReplicaPart;
  /** Hears that a ledger was opened as its replica stands, because the store gave no answer. */
  readonly onStale?: (ledger: string, error: StoreUnavailable) => void;
}

/** The ledgers of a store of streams, each with its replica in a folder: `<ledger>.sqlite`. */
export class StreamDirectory implements LedgerStore, SharedLedgers {
  readonly shared = this;
  private readonly local: LedgerDirectory;
  private readonly catalogue: LedgerCatalogue;

  /** @param store is disposed of with the directory */
  constructor(
    readonly path: string,
    private readonly store: StreamStore,
    private readonly options: StreamDirectoryOptions,
  ) {
    this.local = new LedgerDirectory(path, options);
    this.catalogue = new LedgerCatalogue(store);
  }

  /** Those with a replica here where the store gives no answer. */
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

  strays(): string[] {
    return this.local.strays();
  }

  mustKeepItsWord(): void {
    this.local.mustKeepItsWord();
  }

  mustHaveRoom(): void {
    this.local.mustHaveRoom();
  }

  /** @throws LedgerNotFound, BadConfiguration, StoreUnavailable where there is no replica of it yet */
  async open(ledger: string): Promise<OpenedLedger> {
    if (this.options.part !== 'reads') return this.openStream(ledger);
    this.local.mustExist(ledger);
    const opened = await ReplicaLedger.open({ ...this.options, ledger, path: this.fileOf(ledger) });
    this.local.tighten(ledger);
    return opened;
  }

  /** A ledger that can be written to, which only a thread that `reads` does not open. */
  async openStream(ledger: string): Promise<StreamLedger> {
    await this.haveReplica(ledger);
    const { part, onStale, ...options } = this.options;
    const opened = await StreamLedger.open(this.store, {
      ...options,
      ledger,
      path: this.fileOf(ledger),
      follows: part === 'node' || part === 'follows',
    });
    this.local.tighten(ledger);
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

  /** The ledger is listed when all of it is in the store. */
  async restore(ledger: string, parts: AsyncIterable<RestoredPart>, check?: CheckOfFile): Promise<void> {
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

  async take(ledger: string, file: string, onProgress: Progress = () => undefined): Promise<void> {
    if ((await this.catalogue.list()).includes(ledger)) throw new LedgerExists(ledger);
    await copyIntoStore(this.store, { ...this.options, ledger, path: file }, onProgress);
    await this.catalogue.add(ledger);
    await this.makeReplica(ledger);
  }

  async release(ledger: string, folder: string, check: CheckOfFile): Promise<void> {
    const opened = await this.openStream(ledger);
    try {
      await opened.catchUp();
      mkdirSync(folder, { recursive: true });
      await this.local.backup(ledger, join(folder, `${ledger}.sqlite`), async (path) => {
        releaseFile(path);
        await check(path);
      });
    } finally {
      await opened.close();
    }
  }

  /** Over this node's replica; where there was none, over one that is made of the stream. */
  async replay(ledger: string, to: number | undefined, onProgress: Progress): Promise<ReplayReport> {
    await this.fileFor(ledger);
    return this.local.replay(ledger, to, onProgress);
  }

  async backup(ledger: string, out: string, check: CheckOfFile): Promise<void> {
    await this.fileFor(ledger);
    return this.local.backup(ledger, out, check);
  }

  /** That of this node's replica; where there was none, of one that is made of the stream. */
  async fileFor(ledger: string): Promise<string> {
    if (await this.haveReplica(ledger)) await (await this.open(ledger)).close();
    return this.fileOf(ledger);
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
      await this.local.make(ledger, async (db) => makeReplica(db, id, sourceKey));
    } catch (error) {
      // Another process of this node was faster.
      if (!(error instanceof LedgerExists)) throw error;
    }
  }
}
