import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@outturn/kernel';
import { contractViews } from '../contract/contract-views.js';
import { said, say, together } from '../contract/sayings.js';
import { InMemoryStore, MemoryStreams } from './in-memory-store.fixture.js';
import { LedgerFeed } from './ledger-feed.js';
import { Replica } from './replica.js';
import { StreamDirectory } from './stream-directory.js';

const reading = { views: contractViews, clock: systemClock, readEvent: <Event>(event: Event): Event => event };
const folder = mkdtempSync(join(tmpdir(), 'outturn-feed-'));
const streams = new MemoryStreams();
const node = (name: string): StreamDirectory =>
  new StreamDirectory(join(folder, name), new InMemoryStore(streams), { ...reading, part: 'command' });
afterAll(() => rmSync(folder, { recursive: true }));

it('what a subscription brings says that the end is no earlier, and leaves open when the end was last known', async () => {
  await node('writing').create('walsall');
  const writing = await node('writing').openStream('walsall');
  await say(writing, together(said('a')));
  await (await node('following').openStream('walsall')).close();
  const path = join(folder, 'following', 'walsall.sqlite');
  const replica = await Replica.open({ ...reading, ledger: 'walsall', path });
  const store = new InMemoryStore(streams);
  const feed = new LedgerFeed(store, replica, 'walsall');
  expect(feed.seen).toBeNull();
  const records = await store.read(store.names.ledger('walsall'), 1, 9);
  await feed.take(records);
  expect(feed.seen).toBeNull();
  await feed.catchUp();
  const named = feed.seen;
  expect(named?.revision).toBe(1);
  await say(writing, together(said('b')));
  await say(writing, together(said('c')));
  // What was sent when the leader was deposed, say: more is there, and nobody has heard of it.
  await feed.take(await store.read(store.names.ledger('walsall'), 2, 1));
  expect(feed.seen).toEqual({ revision: 2, at: named?.at });
  await feed.catchUp();
  expect(feed.seen?.revision).toBe(3);
  await replica.close();
  await writing.close();
});
