import { LedgerDirectory, type Ledger, type SqliteLedgerOptions } from '@outturn/ledger';
import { readEvent } from '@outturn/application';
import { systemClock, type Clock } from '@outturn/kernel';
import { views } from '@outturn/views';

export interface OpenLedgersOptions {
  readonly data: string;
  readonly clock?: Clock;
  readonly onRebuild?: SqliteLedgerOptions['onRebuild'];
}

/** The ledgers of one data directory, each opened when it is first needed and kept open. */
export class OpenLedgers {
  readonly directory: LedgerDirectory;
  private readonly open = new Map<string, Promise<Ledger>>();

  constructor({ data, clock = systemClock, onRebuild }: OpenLedgersOptions) {
    this.directory = new LedgerDirectory(data, {
      views,
      clock,
      readEvent,
      ...(onRebuild === undefined ? {} : { onRebuild }),
    });
  }

  /** @throws LedgerNotFound, BadConfiguration */
  get(ledger: string): Promise<Ledger> {
    let opening = this.open.get(ledger);
    if (opening === undefined) {
      opening = this.directory.open(ledger);
      this.open.set(ledger, opening);
      // A ledger that could not be opened may be there the next time.
      opening.catch(() => this.open.delete(ledger));
    }
    return opening;
  }

  async close(): Promise<void> {
    const ledgers = await Promise.allSettled(this.open.values());
    this.open.clear();
    for (const ledger of ledgers) if (ledger.status === 'fulfilled') await ledger.value.close();
  }
}
