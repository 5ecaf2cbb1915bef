import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  commandRow,
  execute,
  FilesRead,
  importFiles,
  readEvent,
  validateCommand,
  type Asker,
  type Outcome,
} from '@outturn/application';
import type { ReadOptions, SourceFile } from '@outturn/intake';
import type { Clock } from '@outturn/kernel';
import { LedgerDirectory, type Ledger, type ViewFold } from '@outturn/ledger';
import { views } from '@outturn/views';
import { root } from './markdown-page.js';

/** A clock that moves one second at every look, so that no example depends on the day it was made. */
function steadyClock(): Clock {
  let time = Date.parse('2026-11-23T09:00:00.000Z');
  return { now: () => new Date((time += 1_000)).toISOString() };
}

/** A folder of ledgers that is gone when the test is over. */
export class ExampleStore {
  private readonly path = mkdtempSync(join(tmpdir(), 'outturn-docs-'));
  private readonly clock = steadyClock();
  private readonly open: Ledger[] = [];
  private requests = 0;

  directory(folds: readonly ViewFold[] = views): LedgerDirectory {
    return new LedgerDirectory(this.path, { views: folds, clock: this.clock, readEvent });
  }

  async reopen(ledger: string, folds: readonly ViewFold[] = views): Promise<Ledger> {
    const opened = await this.directory(folds).open(ledger);
    this.open.push(opened);
    return opened;
  }

  /** Makes a ledger and opens it: for migration unless its fields say that it is live. */
  async create(ledger: string, fields: object, folds: readonly ViewFold[] = views): Promise<Ledger> {
    await this.directory(folds).create(ledger);
    const opened = await this.reopen(ledger, folds);
    await this.submit(opened, 'OpenLedger', fields);
    return opened;
  }

  /** A council's ledger with its sample files in it. */
  async sample(council: string): Promise<Ledger> {
    const folder = join(root, 'samples', council);
    const { id, ...fields } = JSON.parse(readFileSync(join(folder, 'ledger.json'), 'utf8')) as { id: string };
    const ledger = await this.create(id, fields);
    const names = readdirSync(folder).filter((name) => name.endsWith('.csv'));
    await this.take(
      ledger,
      names.map((name) => ({ name, bytes: readFileSync(join(folder, name)) })),
    );
    return ledger;
  }

  /** Submits a command as an edge does: by its name and its fields. */
  submit(ledger: Ledger, name: string, fields: object): Promise<Outcome> {
    const validated = validateCommand(commandRow(name).command, fields);
    if ('errors' in validated) throw new TypeError(`${name}: ${JSON.stringify(validated.errors)}`);
    return execute(ledger, { ...this.asker(), name, command: validated.command });
  }

  /** Imports files. Throws where a row is refused. */
  async take(ledger: Ledger, files: readonly SourceFile[], options: ReadOptions = {}): Promise<void> {
    const read = FilesRead.beside(ledger, files, options);
    const report = await importFiles(ledger, { ...this.asker(), files: read });
    if (report.problemCount + report.refusedCount > 0) throw new TypeError(JSON.stringify(report));
  }

  async remove(): Promise<void> {
    for (const ledger of this.open) await ledger.close();
    rmSync(this.path, { recursive: true });
  }

  private asker(): Asker {
    return {
      actor: 'officer-7',
      assurance: 'asserted',
      via: 'terminal',
      key: String((this.requests += 1)),
      today: '2026-11-23',
    };
  }
}
