import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '@nestjs/cqrs';
import { EventsCommitted } from '@outturn/wiring';
import { GATE, type Gate } from '../access/gate.js';
import { Metrics } from '../metrics/metrics.js';
import { problem, Refused } from '../problem/problem.js';
import type { Feed } from './feed.js';

/** How many feeds may be open: each costs a look at its ledger a second. */
const MOST_FEEDS = 200;

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

  /** @throws Refused (503) where there is no room for one more */
  mustHaveRoom(): void {
    if (this.isClosing || this.feeds.size >= MOST_FEEDS) {
      throw new Refused(problem(503, 'TooManyFeeds', 'there are as many feeds open as there can be: try again later'), {
        'Retry-After': '30',
      });
    }
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
