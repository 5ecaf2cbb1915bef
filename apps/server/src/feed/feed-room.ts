import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '@nestjs/cqrs';
import { EventsCommitted } from '@outturn/wiring';
import { GATE, type Gate } from '../access/gate.js';
import { Metrics } from '../metrics/metrics.js';
import { problem, Refused } from '../problem/problem.js';
import type { Feed } from './feed.js';

/** How many feeds of one ledger may be open: each costs a look at it a second. */
const MOST_FEEDS = 20;

/** Other processes write too, and their commits come without a notice. Milliseconds. */
const LOOK_EVERY = 1_000;

/** The feeds that are open. It wakes them when their ledger may have grown, and ends them when the service ends. */
@Injectable()
export class FeedRoom implements OnModuleInit, BeforeApplicationShutdown {
  private readonly feeds = new Set<Feed>();
  private clock: NodeJS.Timeout | undefined;
  private isClosing = false;

  constructor(
    private readonly notices: EventBus,
    private readonly metrics: Metrics,
    @Inject(GATE) private readonly gate: Gate,
  ) {}

  onModuleInit(): void {
    this.notices.subscribe((notice) => {
      if (notice instanceof EventsCommitted) this.wake(notice.ledger);
    });
    this.gate.whenChanged(() => {
      for (const feed of this.feeds) feed.beat();
    });
    this.clock = setInterval(() => this.wake(null), LOOK_EVERY);
    this.clock.unref();
  }

  /**
   * Makes sure that there is room for one more feed of a ledger. If there is none, whoever has most of them open gives
   * the oldest up, which comes back with Last-Event-ID and misses nothing: one reader can't keep the others out.
   * @throws Refused (503) where the reader has as many as anybody
   */
  mustHaveRoom(ledger: string, reader: string): void {
    const open = [...this.feeds].filter((feed) => feed.ledger === ledger);
    if (!this.isClosing && open.length < MOST_FEEDS) return;
    const byReader = Map.groupBy(open, (feed) => feed.reader);
    const most = [...byReader.values()].reduce((one, other) => (other.length > one.length ? other : one), []);
    if (this.isClosing || (byReader.get(reader)?.length ?? 0) + 1 >= most.length) {
      const detail = `there are as many feeds of "${ledger}" open as there can be: try again later`;
      throw new Refused(problem(503, 'TooManyFeeds', detail), { 'Retry-After': '30' });
    }
    most[0]?.end();
  }

  /** Runs a feed to its end. */
  async host(feed: Feed): Promise<void> {
    this.feeds.add(feed);
    this.metrics.feeds.inc();
    try {
      await feed.run();
    } finally {
      this.feeds.delete(feed);
      this.metrics.feeds.dec();
    }
  }

  /** The requests of feeds never end by themselves, and the server waits for its requests. */
  beforeApplicationShutdown(): void {
    this.isClosing = true;
    clearInterval(this.clock);
    for (const feed of this.feeds) feed.end();
  }

  private wake(ledger: string | null): void {
    for (const feed of this.feeds) if (ledger === null || feed.ledger === ledger) feed.wake();
  }
}
