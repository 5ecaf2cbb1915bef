import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Outturn, type Readiness as Found } from '@outturn/wiring';
import { LOG } from '../logging/log.js';

/** How long one look stands for, in milliseconds: anyone may ask, and each look reads every ledger. */
const STANDS = 1_000;

/** Whether the service can do its work, looked at no more than once a second. */
@Injectable()
export class Readiness {
  private latest: { readonly at: number; readonly found: Promise<Found> } | null = null;

  constructor(
    private readonly outturn: Outturn,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  look(): Promise<Found> {
    const now = performance.now();
    if (this.latest === null || now - this.latest.at > STANDS) this.latest = { at: now, found: this.lookNow() };
    return this.latest.found;
  }

  private async lookNow(): Promise<Found> {
    const found = await this.outturn.readiness();
    for (const { ledger, error } of found.unreadable)
      this.log.error({ ledger, err: error }, 'a ledger can not be read');
    for (const { ledger, stopped } of found.replicas)
      if (stopped !== null) this.log.error({ ledger, stopped }, 'a replica has stopped');
    if (found.writer !== null) this.log.error({ err: found.writer }, 'the writer has ended');
    return found;
  }
}
