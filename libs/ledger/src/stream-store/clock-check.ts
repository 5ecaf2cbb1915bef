import { randomUUID } from 'node:crypto';
import type { Clock, Instant } from '@outturn/kernel';
import { ClockApart } from '../errors.js';
import type { StreamStore } from './stream-store.js';

/** How long the store's answer about the time is relied on, in milliseconds. */
const STANDS = 60_000;

/**
 * Whether this machine may say when something was recorded. A clock that is behind the ledger would make an hour of events
 * bear one time; one that is ahead would drag the clock of every node with it, for good.
 */
export class ClockCheck {
  private agreedAt: number | null = null;
  private away = 0;

  constructor(
    private readonly clock: Clock,
    private readonly store: StreamStore,
  ) {}

  /** @throws ClockApart; StoreUnavailable */
  async mustAgree(recordedAt: Instant): Promise<void> {
    const tolerance = this.store.patience.clock;
    if (tolerance === Infinity) return;
    const behind = Date.parse(recordedAt) - this.now();
    if (behind > tolerance) {
      throw new ClockApart(
        `this machine's clock is ${seconds(behind)} behind the ledger's last event (${recordedAt}): set it right; nothing was written`,
      );
    }
    if (this.agreedAt !== null && performance.now() - this.agreedAt < STANDS) return;
    await this.askStore();
    if (this.away > tolerance) {
      throw new ClockApart(
        `this machine's clock is ${seconds(this.away)} away from the store's: set both by one time service; nothing was written`,
      );
    }
  }

  /**
   * Looks at what the store said about the time of a write that was sent and answered between two moments; all three in
   * milliseconds since 1970.
   */
  compare(sent: number, created: number, answered: number): void {
    this.away = created < sent ? sent - created : Math.max(0, created - answered);
    this.agreedAt = this.away > this.store.patience.clock ? null : performance.now();
  }

  now(): number {
    return Date.parse(this.clock.now());
  }

  private async askStore(): Promise<void> {
    const { clock: stream } = this.store.names;
    const question = { id: randomUUID(), type: 'TimeAsked', data: {}, metadata: { kind: 'clock' } };
    const sent = this.now();
    const appended = await this.store.append(stream, [question], 'any');
    const answered = this.now();
    if (appended.conflict) return;
    const [record] = await this.store.read(stream, appended.revision, 1);
    if (record !== undefined) this.compare(sent, record.created, answered);
  }
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
