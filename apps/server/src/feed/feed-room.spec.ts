import type { Outturn } from '@outturn/wiring';
import { EventBus } from '@nestjs/cqrs';
import { LoopbackGate } from '../access/loopback-gate.js';
import { Metrics } from '../metrics/metrics.js';
import { FeedRoom } from './feed-room.js';
import type { Feed } from './feed.js';

/** A feed that runs until it is ended. */
function feed(ledger: string, reader: string): Feed & { isOver: boolean } {
  let end: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (end = resolve));
  const fake = { ledger, reader, isOver: false, run: () => over, end: () => ((fake.isOver = true), end()) };
  return fake as unknown as Feed & { isOver: boolean };
}

describe('the room of feeds', () => {
  let room: FeedRoom;
  const open = (ledger: string, reader: string) => {
    room.mustHaveRoom(ledger, reader);
    const opened = feed(ledger, reader);
    void room.host(opened);
    return opened;
  };
  beforeEach(() => {
    room = new FeedRoom(
      {} as EventBus,
      new Metrics({
        replicas: [],
        writeCounts: { appends: 0, commands: 0, conflicts: 0, abandoned: 0 },
      } as unknown as Outturn),
      new LoopbackGate(),
    );
  });

  it('has twenty places for each council, and one reader who took them all in one council took none of another', () => {
    for (let at = 0; at < 20; at += 1) open('walsall', 'greedy');
    expect(() => open('walsall', 'greedy')).toThrow('there are as many feeds of "walsall" open as there can be');
    expect(open('dudley', 'greedy').isOver).toBe(false);
  });

  it('takes the oldest from whoever has most where another reader finds none', () => {
    const taken = Array.from({ length: 20 }, () => open('walsall', 'greedy'));
    const modest = open('walsall', 'modest');
    expect([modest.isOver, taken.map(({ isOver }) => isOver).indexOf(true)]).toEqual([false, 0]);
    expect(taken.filter(({ isOver }) => isOver)).toHaveLength(1);
  });
});
