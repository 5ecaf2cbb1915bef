import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Outturn, type Readiness as Found } from '@outturn/wiring';
import { LOG } from '../logging/log.js';

/** How long one look stands for, in milliseconds: anyone may ask, and each look reads every ledger. */
const STANDS = 1_000;

/** Whether the service can do its work, looked at no more than once a second. */
@Injectable()
export class Readiness {
  private readonly told = new Set<string>();
  private latest: { readonly at: number; readonly found: Promise<Found> } | null = null;

  constructor(
    private readonly outturn: Outturn,
    @Inject(LOG) private readonly log: Logger,
  ) {
    outturn.whenWritesChange((ledger, fault) => {
      if (fault === null) log.info({ ledger }, 'a ledger takes writes again');
      else log.error({ ledger, err: fault }, 'a ledger takes no more writes: its store has failed');
    });
  }

  look(): Promise<Found> {
    const now = performance.now();
    if (this.latest === null || now - this.latest.at > STANDS) this.latest = { at: now, found: this.lookNow() };
    return this.latest.found;
  }

  private async lookNow(): Promise<Found> {
    const found = await this.outturn.readiness();
    this.tellOfUnreadable(found.unreadable);
    for (const { ledger, stopped } of found.replicas)
      if (stopped !== null) this.log.error({ ledger, stopped }, 'a replica has stopped');
    if (found.writer !== null) this.log.error({ err: found.writer }, 'the writer has ended');
    return found;
  }

  /** Once for each, not at every look: a file that lies in the way may lie there for years. */
  private tellOfUnreadable(unreadable: Found['unreadable']): void {
    const now = new Map(unreadable.map(({ ledger, error }) => [`${ledger}: ${String(error)}`, { ledger, err: error }]));
    for (const [line, what] of now) if (!this.told.has(line)) this.log.error(what, 'a ledger cannot be read');
    this.told.clear();
    for (const line of now.keys()) this.told.add(line);
  }
}
