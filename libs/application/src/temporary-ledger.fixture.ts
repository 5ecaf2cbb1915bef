import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloseMigration, commandClassOf, OpenLedger } from '@outturn/domain';
import { todayInLondon, type Clock, type EventEnvelope, type Instant } from '@outturn/kernel';
import type { ReadOptions, SourceFile } from '@outturn/intake';
import { LedgerDirectory, type Ledger } from '@outturn/ledger';
import { views } from '@outturn/views';
import { ask, type QueryName, type Queries } from './ask.js';
import { execute, rehearse, type Asker, type CommandRequest, type Outcome, type Rehearsal } from './execute.js';
import { FilesRead } from './files-read.js';
import { importFiles } from './import-files.js';
import type { ImportReport } from './import-report.js';
import { readEvent } from './read-event.js';
import { validateCommand } from './validate-command.js';

/** A clock that stands where it was set. */
class SetClock implements Clock {
  at: Instant = '2026-05-01T09:00:00.000Z';
  now(): Instant {
    return this.at;
  }
}

/** Who asks, where it is not the tester with a key of his own. */
export type Asked = Partial<Asker> & { readonly expectedVersion?: number };
export type Accepted = Extract<Outcome, { status: 'accepted' }>;
type ImportOptions = ReadOptions & { readonly dryRun?: boolean; readonly by?: Asked };

/** A real ledger in a folder of its own, with a clock that only the test moves. */
export class TemporaryLedger {
  readonly clock = new SetClock();
  private place: { folder: string; directory: LedgerDirectory; ledger: Ledger } | null = null;
  private keys = 0;

  get ledger(): Ledger {
    return this.there.ledger;
  }

  get directory(): LedgerDirectory {
    return this.there.directory;
  }

  async create(id: string): Promise<void> {
    this.clock.at = '2026-05-01T09:00:00.000Z';
    const folder = mkdtempSync(join(tmpdir(), 'outturn-application-'));
    const directory = new LedgerDirectory(folder, { views, readEvent, clock: this.clock });
    await directory.create(id);
    this.place = { folder, directory, ledger: await directory.open(id) };
  }

  async reopen(): Promise<void> {
    const { ledger, directory } = this.there;
    await ledger.close();
    this.place = { ...this.there, ledger: await directory.open(ledger.id) };
  }

  async dispose(): Promise<void> {
    const { ledger, folder } = this.there;
    await ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }

  /**
   * Submits a command as an edge would: an impossible one is a fault of the test. A command that says no day is about now,
   * so a ledger that is open for migration goes live before it.
   */
  async submit<Command extends object>(
    type: new () => Command,
    fields: Partial<Command>,
    by: Asked = {},
  ): Promise<Outcome> {
    const outcome = await this.submitAsItStands(type, fields, by);
    if (outcome.status !== 'rejected' || outcome.rejection.kind !== 'DayNotSaid') return outcome;
    const { actor } = by;
    await this.submitAsItStands(CloseMigration, {}, actor === undefined ? {} : { actor });
    return this.submitAsItStands(type, fields, by);
  }

  /** The same, and whatever comes of it. */
  submitAsItStands<Command extends object>(
    type: new () => Command,
    fields: Partial<Command>,
    by: Asked = {},
  ): Promise<Outcome> {
    return execute(this.ledger, this.requestOf(type, fields, by));
  }

  /** What it would come to, with nothing written. */
  rehearse<Command extends object>(type: new () => Command, fields: Partial<Command>, by: Asked = {}): Rehearsal {
    return rehearse(this.ledger, this.requestOf(type, fields, by));
  }

  /** The same, where anything but acceptance is a fault of the test. */
  async accept<Command extends object>(
    type: new () => Command,
    fields: Partial<Command>,
    by: Asked = {},
  ): Promise<Accepted> {
    const outcome = await this.submit(type, fields, by);
    if (outcome.status !== 'accepted') throw new TypeError(`${type.name}: ${JSON.stringify(outcome)}`);
    return outcome;
  }

  /** Imports files, each given by its name and its lines. */
  import(files: Readonly<Record<string, readonly string[]>>, options: ImportOptions = {}): Promise<ImportReport> {
    const { dryRun = false, by = {}, ...rest } = options;
    const sources = Object.entries(files).map(([name, lines]) => fileOf(name, lines));
    return importFiles(this.ledger, {
      ...this.asker({ via: 'import', ...by }),
      files: FilesRead.beside(this.ledger, sources, rest, dryRun),
    });
  }

  ask<Name extends QueryName>(name: Name, query: Queries[Name]['asked']): Queries[Name]['answer'] {
    return ask(this.ledger, name, query, todayInLondon(this.clock));
  }

  get events(): EventEnvelope[] {
    return this.ledger.read((reader) => [...reader.events(1, reader.position)]);
  }

  get types(): string[] {
    return this.events.map(({ type }) => type);
  }

  get head(): number {
    return this.ledger.read((reader) => reader.position);
  }

  /** Every event in the bytes that were hashed. */
  get bytes(): string[] {
    return this.ledger.read((reader) => [...reader.records(1, reader.position)].map(({ bytes }) => bytes));
  }

  private get there(): { folder: string; directory: LedgerDirectory; ledger: Ledger } {
    if (this.place === null) throw new Error('the ledger lives only inside a test');
    return this.place;
  }

  private requestOf<Command extends object>(
    type: new () => Command,
    fields: Partial<Command>,
    by: Asked,
  ): CommandRequest {
    const validated = validateCommand(type, fields);
    if ('errors' in validated) throw new TypeError(`${type.name}: ${JSON.stringify(validated.errors)}`);
    return { ...this.asker(by), name: commandClassOf(validated.command).commandName, command: validated.command };
  }

  private asker(by: Asked): Asker & { expectedVersion?: number } {
    this.keys += 1;
    const today = todayInLondon(this.clock);
    return { actor: 'tester', assurance: 'asserted', via: 'terminal', key: `key ${this.keys}`, today, ...by };
  }
}

export const fileOf = (name: string, lines: readonly string[]): SourceFile => ({
  name,
  bytes: Buffer.from(lines.map((line) => `${line}\n`).join('')),
});

/** A fresh ledger for each test; opened for migration unless the test is about one that is not. */
export function temporaryLedger(id = 'walsall', { opened = true } = {}): TemporaryLedger {
  const store = new TemporaryLedger();
  beforeEach(async () => {
    await store.create(id);
    if (opened) await store.accept(OpenLedger, { name: 'Walsall Council', areaCode: '335' });
  });
  afterEach(() => store.dispose());
  return store;
}

/** A percentage, higher is better, one decimal, by quarter and by year, with nothing else said. */
export const stability = {
  id: 'placement-long-term',
  title: 'Children in a long-term stable placement',
  unit: 'percent',
  polarity: 'higher',
  frequencies: ['quarter', 'year'],
  decimals: 0,
} as const;
