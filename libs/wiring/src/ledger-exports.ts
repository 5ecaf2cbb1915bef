import { createReadStream, existsSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import {
  eventsOfExport,
  type ExportHeader,
  exportLines,
  type HeldHistory,
  type LedgerSummary,
  linesOf,
  QueryRefused,
  readHeader,
  readHeldHistory,
  restoreLedger,
  type RestoreReport,
} from '@outturn/application';
import { storedBytes } from '@outturn/ledger';
import { LedgerJobs } from './ledger-jobs.js';
import { OpenLedgers } from './open-ledgers.js';
import { Outturn } from './outturn.js';
import type { Principal } from './principal.js';

/** What somebody who restores a ledger holds against its export. */
export interface HeldForRestore {
  /** The text of a checkpoint. */
  readonly checkpoint?: string;
  /** A verification key, as a line. */
  readonly key?: string;
  /** The path of a ledger's file (`.sqlite`) or of an export, whose redactions count. */
  readonly redactionsFrom?: string;
}

export interface RestoredLedger extends RestoreReport {
  readonly summary: LedgerSummary;
  /** Whether the checkpoint is the last that was signed here, because none was given. */
  readonly checkpointIsOwn: boolean;
}

/** Whole ledgers as lines, and ledgers made of such lines again. */
@Injectable()
export class LedgerExports {
  constructor(
    private readonly jobs: LedgerJobs,
    private readonly ledgers: OpenLedgers,
    private readonly outturn: Outturn,
  ) {}

  /** The lines of a whole ledger's export. */
  async lines(who: Principal, ledger: string): Promise<Iterable<string>> {
    return this.jobs.do(who, ledger, 'export', async () => exportLines(await this.ledgers.get(ledger)));
  }

  /**
   * Makes a ledger from the lines of an export: same positions, same bytes, same root.
   * @param onVerified hears how far the check of what was made has come, in events
   * @throws LedgerDamaged where the lines contradict themselves or what is held; LedgerExists; QueryRefused for what is
   * no evidence
   */
  async restore(
    who: Principal,
    lines: AsyncIterable<string>,
    held: HeldForRestore = {},
    onVerified?: (position: number, of: number) => void,
  ): Promise<RestoredLedger> {
    const iterator = lines[Symbol.asyncIterator]();
    const first = await iterator.next();
    const header = readHeader(first.done === true ? '' : first.value);
    const rest: AsyncIterable<string> = { [Symbol.asyncIterator]: () => iterator };
    return this.jobs.do(who, header.ledger, 'restore', () => this.restoreFrom(who, header, rest, held, onVerified));
  }

  private async restoreFrom(
    who: Principal,
    header: ExportHeader,
    rest: AsyncIterable<string>,
    { checkpoint, key, redactionsFrom }: HeldForRestore,
    onVerified: ((position: number, of: number) => void) | undefined,
  ): Promise<RestoredLedger> {
    const { ledger } = header;
    // What this machine signed before is held against the export where nothing better is.
    const signedHere = checkpoint === undefined ? this.ledgers.keys.lastCheckpoint(ledger) : null;
    const held = checkpoint ?? signedHere;
    const { actor, assurance } = who;
    const report = await restoreLedger(this.ledgers.store, header, rest, {
      who: { actor, assurance },
      ...(held === null ? {} : { checkpoint: held }),
      ...(key === undefined ? {} : { key }),
      ...(redactionsFrom === undefined ? {} : { history: await heldHistory(ledger, redactionsFrom, header.events) }),
      ...(onVerified === undefined ? {} : { onVerified }),
    });
    this.ledgers.makeKey(ledger);
    return {
      summary: await this.outturn.ask(who, ledger, 'summary', {}),
      ...report,
      checkpointIsOwn: signedHere !== null,
    };
  }
}

/** @throws QueryRefused where the file is not there; LedgerDamaged, LedgerUnreadable */
function heldHistory(ledger: string, file: string, size: number): Promise<HeldHistory> {
  if (!existsSync(file)) throw new QueryRefused('redactionsFrom', file, 'is not there');
  const events = file.endsWith('.sqlite')
    ? storedBytes(file, ledger)
    : eventsOfExport(linesOf(createReadStream(file) as AsyncIterable<Buffer>));
  return readHeldHistory(ledger, events, size);
}
