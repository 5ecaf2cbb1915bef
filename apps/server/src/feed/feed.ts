import type { ServerResponse } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import type { HistoryRow } from '@outturn/wiring';

/** How many events are read in one look at the ledger. */
const PAGE = 200;

/** A proxy or a browser may take silence for a broken line. Milliseconds. */
const HEARTBEAT = 15_000;

/** How long a reader may take nothing before the feed gives it up. Milliseconds. */
const PATIENCE = 30_000;

export interface FeedSource {
  readonly ledger: string;
  /** The id of whoever reads. */
  readonly reader: string;
  /** The first position that the reader doesn't have. */
  readonly from: number;
  /** Events from a position on, oldest first. */
  read(from: number, limit: number): Promise<readonly HistoryRow[]>;
  /** Whether the reader may still read: tokens end and are taken back. */
  isAllowed(): boolean;
}

/** One reader's events: from where they left off to the head, and then as they are committed. Server-sent events. */
export class Feed {
  readonly ledger: string;
  readonly reader: string;
  private next: number;
  private ended = false;
  private awake: () => void = () => undefined;
  private readonly heartbeat: NodeJS.Timeout;

  constructor(
    private readonly to: ServerResponse,
    private readonly source: FeedSource,
  ) {
    this.ledger = source.ledger;
    this.reader = source.reader;
    this.next = source.from;
    this.heartbeat = setInterval(() => this.beat(), HEARTBEAT);
    to.on('close', () => this.end());
  }

  /** Looks at the ledger again. */
  wake(): void {
    this.awake();
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    clearInterval(this.heartbeat);
    this.to.end();
    this.awake();
  }

  /** Sends until the reader goes or the feed is ended. */
  async run(): Promise<void> {
    try {
      await this.send('retry: 2000\n\n');
      while (!this.ended) {
        // Whatever is committed from here on wakes this feed; before the read, so that nothing falls in between.
        const woken = new Promise<void>((resolve) => (this.awake = resolve));
        const events = await this.source.read(this.next, PAGE);
        for (const event of events) {
          await this.send(`id: ${event.position}\ndata: ${JSON.stringify(event)}\n\n`);
          this.next = event.position + 1;
        }
        await (events.length < PAGE ? woken : turn());
      }
    } finally {
      this.end();
    }
  }

  /** Waits until the reader has room for more. */
  private async send(text: string): Promise<void> {
    if (this.ended || this.to.write(text)) return;
    const { to } = this;
    await new Promise<void>((resolve) => {
      const givenUp = setTimeout(() => to.destroy(), PATIENCE);
      const go = (): void => {
        clearTimeout(givenUp);
        to.off('drain', go).off('close', go);
        resolve();
      };
      to.once('drain', go).once('close', go);
    });
  }

  /** Gives a sign of life, or ends where the reader may read no longer. */
  beat(): void {
    if (!this.source.isAllowed()) this.end();
    else if (!this.to.writableNeedDrain) this.to.write(': still here\n\n');
  }
}
