import Database from 'better-sqlite3';
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isLedgerId } from '@outturn/kernel';
import { LedgerDamaged, LedgerExists, LedgerNotFound } from '../errors.js';
import type { CheckOfFile, LedgerStore, Progress } from '../ledger-store.js';
import { isThere, link, syncFile, syncFolder } from './appearing-file.js';
import { codeOf, folderFault, makingFault } from './fault.js';
import { configure, createTables } from './schema.js';
import type { SqliteLedgerOptions } from './options.js';
import { replayViews, type ReplayReport } from './replay-views.js';
import { SqliteAppender } from './sqlite-appender.js';
import { SqliteLedger } from './sqlite-ledger.js';
import { SqliteReader } from './sqlite-reader.js';
import type { RestoredPart } from '../restored-part.js';
import { removeDatabase, sweepUnfinished, unfinishedName } from './unfinished-file.js';
import { makePrivateFile, makePrivateFolder, tightened } from './private-files.js';
import { mustHaveRoom } from './room.js';
import { createViewTable } from './view-rows.js';

const nothing = (): Promise<void> => Promise.resolve();

/** A folder of ledgers, one SQLite file each: `<ledger>.sqlite`. */
export class LedgerDirectory implements LedgerStore {
  readonly shared = null;

  constructor(
    readonly path: string,
    private readonly options: Omit<SqliteLedgerOptions, 'path' | 'ledger'>,
  ) {}

  /** The ids of the ledgers here, in alphabetical order. Takes away what a killed maker of a ledger has left. */
  list(): string[] {
    if (!existsSync(this.path)) return [];
    sweepUnfinished(this.path);
    return this.names().filter(isLedgerId);
  }

  /**
   * The names, without `.sqlite`, of files that lie among the ledgers and can't be one: a copy under another name, a
   * name in capitals. In alphabetical order.
   */
  strays(): string[] {
    return this.names().filter((name) => !isLedgerId(name));
  }

  /**
   * Whether what is acknowledged here is kept: a file is made, written durably and taken away again.
   * @throws BadConfiguration where it can't be; StorageFailed where there is no room, or the disk reports a fault
   */
  mustKeepItsWord(): void {
    const unfinished = unfinishedName(join(this.path, 'durability'));
    try {
      makePrivateFolder(this.path);
      makePrivateFile(unfinished);
      const db = new Database(unfinished);
      try {
        configure(db, this.path);
        db.exec('CREATE TABLE kept (word TEXT)');
      } finally {
        db.close();
        removeDatabase(unfinished);
      }
    } catch (error) {
      throw folderFault(error, this.path);
    }
  }

  mustHaveRoom(): void {
    mustHaveRoom(this.path);
  }

  /** @throws LedgerNotFound */
  async open(ledger: string): Promise<SqliteLedger> {
    this.mustExist(ledger);
    const path = this.fileOf(ledger);
    const opened = await SqliteLedger.open({ ...this.options, path, ledger });
    this.tighten(ledger);
    return opened;
  }

  /** Takes from others what they may do with a ledger's files and with this folder. Only what is a ledger is touched. */
  tighten(ledger: string): void {
    for (const wide of tightened(this.fileOf(ledger), this.path)) this.options.onTightened?.(wide);
  }

  /** Makes an empty ledger. It appears under its name only when it is whole. @throws LedgerExists, StorageFailed */
  create(ledger: string): Promise<void> {
    return this.make(ledger, nothing);
  }

  /**
   * Makes a ledger from parts that an export holds: same positions, same bytes, hence the same root.
   * @param check is handed the path of what was made before it has its name, and throws where it is not good
   * @throws LedgerExists; StorageFailed; LedgerDamaged where the root is not the stated one or a part does not follow those before it;
   * whatever `parts` and `check` throw. Then no ledger appears
   */
  restore(ledger: string, parts: AsyncIterable<RestoredPart>, check: CheckOfFile = nothing): Promise<void> {
    const fill = async (db: Database.Database): Promise<void> => {
      const reader = new SqliteReader(db, ledger, this.options.views, this.options.readEvent);
      const appender = new SqliteAppender(db, reader, this.options.clock, this.options.views);
      db.exec('BEGIN');
      appender.refresh();
      for await (const part of parts) takePart(appender, part);
      appender.finish();
      db.exec('COMMIT');
    };
    return this.make(ledger, fill, check);
  }

  /** Rebuilds a ledger's views from its events and compares them with those that it keeps. @throws LedgerNotFound */
  async replay(ledger: string, to: number | undefined, onProgress: Progress): Promise<ReplayReport> {
    this.mustExist(ledger);
    const path = this.fileOf(ledger);
    return replayViews({ ...this.options, path, ledger }, to, onProgress);
  }

  /**
   * Copies a ledger while others write to it. The copy is one consistent state; it is checked before it gets its name.
   * @param check is handed the unfinished copy's path, and throws where it is not good
   * @throws LedgerNotFound
   */
  async backup(ledger: string, out: string, check: CheckOfFile): Promise<void> {
    this.mustExist(ledger);
    const path = this.fileOf(ledger);
    sweepUnfinished(dirname(out));
    const unfinished = unfinishedName(out);
    const db = new Database(path, { readonly: true, fileMustExist: true });
    try {
      makePrivateFile(unfinished);
      await db.backup(unfinished);
      // The copy is in WAL mode like the ledger; one file is easier to carry than three.
      const copy = new Database(unfinished);
      copy.pragma('journal_mode = DELETE');
      copy.close();
      await check(unfinished);
      syncFile(unfinished);
      link(unfinished, out, ledger);
    } catch (error) {
      throw makingFault(error, basename(out));
    } finally {
      db.close();
      removeDatabase(unfinished);
    }
  }

  /** @throws LedgerNotFound */
  mustExist(ledger: string): void {
    if (!isLedgerId(ledger) || !isThere(this.fileOf(ledger))) throw new LedgerNotFound(ledger);
  }

  async fileFor(ledger: string): Promise<string> {
    this.mustExist(ledger);
    return this.fileOf(ledger);
  }

  /** The file of a ledger, whether it exists or not. */
  fileOf(ledger: string): string {
    return join(this.path, `${ledger}.sqlite`);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private names(): string[] {
    if (!existsSync(this.path)) return [];
    return readdirSync(this.path)
      .flatMap((name) => /^(.+)\.sqlite$/.exec(name)?.[1] ?? [])
      .sort();
  }

  /**
   * Makes a ledger's file, which appears under its name only when it is whole.
   * @param fill puts into the empty ledger what it is to hold
   * @throws LedgerExists, StorageFailed; what `fill` and `check` throw. Then no ledger appears
   */
  async make(
    ledger: string,
    fill: (db: Database.Database) => Promise<void>,
    check: CheckOfFile = nothing,
  ): Promise<void> {
    if (!isLedgerId(ledger)) throw new TypeError(`"${ledger}" can't name a ledger`);
    const path = this.fileOf(ledger);
    if (isThere(path)) throw new LedgerExists(ledger);
    makePrivateFolder(this.path);
    sweepUnfinished(this.path);
    const unfinished = unfinishedName(path);
    try {
      makePrivateFile(unfinished);
      const db = new Database(unfinished);
      try {
        createTables(db, ledger);
        configure(db, unfinished);
        for (const view of this.options.views) {
          createViewTable(db, view);
          db.prepare('INSERT INTO view (name, version, built_to) VALUES (?, ?, 0)').run(view.name, view.version);
        }
        await fill(db);
      } finally {
        // Closing the last connection checkpoints, so the one file is the whole ledger.
        db.close();
      }
      await check(unfinished);
      link(unfinished, path, ledger);
      syncFolder(this.path);
    } catch (error) {
      throw makingFault(error, ledger);
    } finally {
      removeDatabase(unfinished);
    }
  }
}

/** The tables refuse what does not follow; here that is the fault of what is being restored. */
function takePart(appender: SqliteAppender, part: RestoredPart): void {
  try {
    if (part.kind === 'batch') appender.restore(part.batch);
    else if (part.kind === 'text') appender.restoreText(part.text);
    else if (appender.current.frontier.root().toString('hex') !== part.root)
      throw new LedgerDamaged(`the restored events have another root than the ${part.root} that was stated`);
  } catch (error) {
    if (!codeOf(error).startsWith('SQLITE_CONSTRAINT')) throw error;
    const what =
      part.kind === 'text'
        ? `the text ${part.text.digest} is there twice`
        : `an event behind position ${appender.current.head.position} does not follow those before it: ${(error as Error).message}`;
    throw new LedgerDamaged(what, { cause: error });
  }
}
