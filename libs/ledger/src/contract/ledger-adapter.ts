import type { Clock, EventEnvelope, Instant } from '@outturn/kernel';
import type { Ledger } from '../ledger.js';
import type { ViewFold } from '../view-fold.js';

/** What the contract needs of an adapter: a fresh ledger for each test, and ways to look at it from elsewhere. */
export interface LedgerAdapter {
  /** Whether `appendFromOtherProcesses` is there. */
  readonly spawns: boolean;
  /** Makes an empty ledger. */
  create(setting: LedgerSetting): Promise<LedgerUnderTest>;
}

export interface LedgerSetting {
  readonly views: readonly ViewFold[];
  readonly clock: Clock;
  /** How stored events are read (upcasters); left out, as they lie. */
  readonly readEvent?: (stored: EventEnvelope) => EventEnvelope;
}

export interface LedgerUnderTest {
  /** Opens the ledger; several handles may be open at once. */
  open(): Promise<Ledger>;
  /** Resolves when a handle shows a position: at once where all handles share one store. */
  shows(ledger: Ledger, position: number): Promise<void>;
  /**
   * For each writer another process opens the ledger; when all have, each says events one after the other, all of the
   * entity that is called like the writer. Resolves to the positions that each was answered.
   */
  appendFromOtherProcesses?(writers: readonly string[], events: number): Promise<number[][]>;
  remove(): Promise<void>;
}

/** A clock that stands where a test puts it. */
export class StandingClock implements Clock {
  constructor(public time: Instant = '2026-11-21T09:00:00.000Z') {}

  now(): Instant {
    return this.time;
  }
}
