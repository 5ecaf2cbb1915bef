import { Injectable } from '@nestjs/common';
import { QueryRefused, readEvent, verify } from '@outturn/application';
import { systemClock } from '@outturn/kernel';
import { LedgerDamaged, openLedgerStore, streamStores, type Progress, type StreamStoreSettings } from '@outturn/ledger';
import { views } from '@outturn/views';
import { verifyLargeBeside } from './checking/check-thread.js';
import { OpenLedgers } from './open-ledgers.js';
import { LedgerJobs } from './ledger-jobs.js';
import type { Principal } from './principal.js';

/** What a copy holds: as many events as the original, and the same root. */
export interface CopiedLedger {
  readonly ledger: string;
  readonly position: number;
  readonly root: string;
}

/** Moves ledgers from the files of a machine into a store of streams, and out again. */
@Injectable()
export class LedgerCopies {
  constructor(
    private readonly ledgers: OpenLedgers,
    private readonly jobs: LedgerJobs,
  ) {}

  /**
   * Copies a ledger's file into a store. What is written to the file meanwhile is not in the copy.
   * @param folder of the replica that this node then has
   * @throws QueryRefused where it is in a store already; LedgerNotFound, LedgerExists, StoreUnavailable, LedgerDamaged
   */
  intoStore(
    who: Principal,
    ledger: string,
    settings: StreamStoreSettings,
    folder: string,
    onProgress: Progress,
  ): Promise<CopiedLedger> {
    return this.jobs.do(who, ledger, 'copy', () => this.copyIn(ledger, settings, folder, onProgress));
  }

  private async copyIn(
    ledger: string,
    settings: StreamStoreSettings,
    folder: string,
    onProgress: Progress,
  ): Promise<CopiedLedger> {
    const from = this.ledgers.store;
    if (from.shared !== null)
      throw new QueryRefused('to', settings.kind, 'is where the ledger is: OUTTURN_STORE says so');
    const file = await from.fileFor(ledger);
    const into = openLedgerStore(folder, { views, clock: systemClock, readEvent, store: settings, part: 'command' });
    try {
      await into.shared?.take(ledger, file, onProgress);
      const replica = await into.open(ledger);
      try {
        return replica.read((reader) => {
          const { position } = reader;
          return { ledger, position, root: reader.rootAt(position) };
        });
      } finally {
        await replica.close();
      }
    } finally {
      await into.close();
    }
  }

  /**
   * Makes a file of a ledger that lives in a store, and verifies it before it gets its name.
   * @param into the folder of the file: `<ledger>.sqlite`
   * @throws QueryRefused where it is a file already; LedgerNotFound, LedgerExists, StoreUnavailable, LedgerDamaged
   */
  outOfStore(who: Principal, ledger: string, into: string, onProgress: Progress): Promise<CopiedLedger> {
    return this.jobs.do(who, ledger, 'copy', () => this.copyOut(ledger, into, onProgress));
  }

  private async copyOut(ledger: string, into: string, onProgress: Progress): Promise<CopiedLedger> {
    const { shared } = this.ledgers.store;
    if (shared === null)
      throw new QueryRefused(
        'to',
        'sqlite',
        `is where the ledger is: set ${Object.keys(streamStores)
          .map((kind) => `OUTTURN_STORE=${kind}`)
          .join(' or ')} to copy it out`,
      );
    let copied: CopiedLedger | null = null;
    await shared.release(ledger, into, async (path) => {
      const { position, root, ok } = await verify({ path, ledger, onProgress, verifyWith: verifyLargeBeside });
      const open = await this.ledgers.get(ledger);
      if (!ok || open.read((reader) => reader.rootAt(position)) !== root)
        throw new LedgerDamaged(
          `the copy of "${ledger}" is not good, and was thrown away: run outturn verify ${ledger}`,
        );
      copied = { ledger, position, root };
    });
    if (copied === null) throw new Error('a copy is checked before it gets its name');
    return copied;
  }
}
