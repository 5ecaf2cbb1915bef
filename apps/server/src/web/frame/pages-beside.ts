import { Injectable } from '@nestjs/common';
import { Outturn } from '@outturn/wiring';
import type { MadePage } from '../beside/made-page.js';
import type { Visit } from './visit.js';

/** Has the pages that are remembered made in threads, where their ledgers are long. */
@Injectable()
export class PagesBeside {
  /** What is being made: who asks for the same meanwhile waits for the same page. */
  private readonly underWay = new Map<string, Promise<MadePage | null>>();

  constructor(private readonly outturn: Outturn) {}

  /**
   * @param key what the page is remembered under
   * @returns null if it is made sooner here
   * @throws LedgerBusy, and whatever the page's questions throw
   */
  make(key: string, visit: Visit): Promise<MadePage | null> {
    const making = this.underWay.get(key);
    if (making !== undefined) return making;
    const made = this.outturn.doBeside<MadePage>(visit.ledger, 'page', visit.carried);
    this.underWay.set(key, made);
    const forget = (): void => void this.underWay.delete(key);
    made.then(forget, forget);
    return made;
  }
}
