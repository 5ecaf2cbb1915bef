import type { EventBus } from '@nestjs/cqrs';
import { EventsCommitted } from '@outturn/wiring';
import type { Gate } from '../access/gate.js';
import type { Metrics } from '../metrics/metrics.js';
import { FeedRoom } from './feed-room.js';
import type { Feed } from './feed.js';

/** A feed that counts how often it was woken, and runs until it is ended. */
class CountedFeed {
  woken = 0;
  private over: () => void = () => undefined;

  constructor(readonly ledger: string) {}

  run(): Promise<void> {
    return new Promise((resolve) => (this.over = resolve));
  }

  wake(): void {
    this.woken += 1;
  }

  end(): void {
    this.over();
  }
}

describe('the room of the feeds, when something is committed,', () => {
  let notify: (notice: unknown) => void;
  let room: FeedRoom;
  let feeds: readonly [CountedFeed, CountedFeed];
  let hosted: Promise<unknown>;

  beforeEach(() => {
    jest.useFakeTimers();
    const notices = { subscribe: (listener: (notice: unknown) => void) => (notify = listener) };
    const gauge = { inc: () => undefined, dec: () => undefined };
    room = new FeedRoom(
      notices as unknown as EventBus,
      { feeds: gauge } as unknown as Metrics,
      { whenChanged: () => undefined } as unknown as Gate,
    );
    room.onModuleInit();
    feeds = [new CountedFeed('walsall'), new CountedFeed('dudley')];
    hosted = Promise.all(feeds.map((feed) => room.host(feed as unknown as Feed)));
  });
  afterEach(() => jest.useRealTimers());
  const woken = (): number[] => feeds.map((feed) => feed.woken);

  it('wakes the feeds of a ledger when something is committed to it, before any clock, and no others', () => {
    notify(Object.assign(Object.create(EventsCommitted.prototype) as EventsCommitted, { ledger: 'walsall' }));
    expect(woken()).toEqual([1, 0]);
    notify({ ledger: 'dudley' });
    expect(woken()).toEqual([1, 0]);
  });

  it('wakes them all each second, because other processes commit without a notice', () => {
    jest.advanceTimersByTime(2_999);
    expect(woken()).toEqual([2, 2]);
  });

  it('ends them when the service ends, and wakes nobody any more', async () => {
    room.beforeApplicationShutdown();
    await expect(hosted).resolves.toHaveLength(2);
    jest.advanceTimersByTime(5_000);
    expect(woken()).toEqual([0, 0]);
  });
});
