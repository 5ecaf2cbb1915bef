import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@outturn/kernel';
import { contractViews } from '../contract/contract-views.js';
import { allEvents, said, say, together } from '../contract/sayings.js';
import { InMemoryStore, MemoryStreams } from './in-memory-store.fixture.js';
import { turnAskedFor } from './ledger-records.js';
import { StreamDirectory } from './stream-directory.js';
import type { StreamLedger } from './stream-ledger.js';
import type { Patience } from './stream-store-settings.js';
import type { Appended, Expected, NewRecord } from './stream-store.js';

const STREAM = 'outturn-ledger-walsall';

/** A store that lets somebody do something before a write of events arrives. */
class Contended extends InMemoryStore {
  before: () => Promise<void> = () => Promise.resolve();

  override async append(stream: string, records: readonly NewRecord[], expected: Expected): Promise<Appended> {
    if (stream === STREAM && records.some(({ type }) => type === 'Said')) await this.before();
    return super.append(stream, records, expected);
  }
}

let folder: string;
let streams: MemoryStreams;
const opened: { close(): Promise<void> }[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'outturn-writers-'));
  streams = new MemoryStreams();
  const founding = directory('founding', new InMemoryStore(streams));
  await founding.create('walsall');
});
afterEach(async () => {
  for (const each of opened.splice(0).toReversed()) await each.close();
  rmSync(folder, { recursive: true });
});

function directory(name: string, store: InMemoryStore): StreamDirectory {
  const made = new StreamDirectory(join(folder, name), store, {
    views: contractViews,
    clock: systemClock,
    readEvent: (event) => event,
    part: 'command',
  });
  opened.push(made);
  return made;
}

async function node(
  name: string,
  patience: Partial<Patience> = {},
): Promise<{ store: Contended; ledger: StreamLedger }> {
  const store = new Contended(streams, { patience });
  const ledger = await directory(name, store).openStream('walsall');
  opened.push(ledger);
  return { store, ledger };
}

const typesIn = (): string[] => (streams.records.get(STREAM) ?? []).map(({ type }) => type);

describe('a writer whose decisions are slow', () => {
  it('is done at its second try, however often others write, and they are answered behind it', async () => {
    // Every decision counts as slow.
    const slow = await node('slow', { slow: -1 });
    const quick = await node('quick', { slow: Infinity });
    const others: Promise<unknown>[] = [];
    slow.store.before = async () => {
      const other = say(quick.ledger, together(said('quick', { value: String(others.length) })));
      others.push(other);
      // In a turn of the slow one, the quick one waits for its end.
      if (!typesIn().slice(-1).includes('TurnAskedFor')) await other;
    };
    await say(slow.ledger, together(said('slow'), said('slow', { value: 'again' })));
    await Promise.all(others);
    expect(slow.ledger.counts).toMatchObject({ conflicts: 1, turns: 1 });
    expect(quick.ledger.counts).toMatchObject({ commands: 2, abandoned: 0, turns: 0 });
    await slow.ledger.catchUp();
    const history = allEvents(slow.ledger).map(({ entity, position }) => [entity, position]);
    expect(history).toEqual([
      ['quick', 1],
      ['slow', 2],
      ['slow', 3],
      ['quick', 4],
    ]);
    expect(allEvents(quick.ledger)).toEqual(allEvents(slow.ledger));
    expect(allEvents((await node('fresh')).ledger)).toEqual(allEvents(slow.ledger));
  });

  it('lets the others go on at once where it is refused in its turn', async () => {
    const slow = await node('slow', { slow: -1 });
    const quick = await node('quick');
    slow.store.before = async () => {
      slow.store.before = () => Promise.resolve();
      await say(quick.ledger, together(said('figure', { value: 'theirs' }, 1)));
    };
    await expect(say(slow.ledger, together(said('figure', { value: 'ours' }, 1)))).rejects.toThrow();
    expect(typesIn().slice(-2)).toEqual(['TurnAskedFor', 'BatchAbandoned']);
    await say(quick.ledger, together(said('later')));
    expect(quick.ledger.counts.abandoned).toBe(0);
  });

  it('is waited for no longer than it asked for, where it died in its turn', async () => {
    const quick = await node('quick', { unfinished: 10 });
    await quick.store.append(STREAM, [turnAskedFor('of one that died', 40)], 0);
    await say(quick.ledger, together(said('a')));
    expect(typesIn().slice(1)).toEqual(['TurnAskedFor', 'BatchAbandoned', 'Said']);
    expect(quick.ledger.counts.abandoned).toBe(1);
  });

  it('decides again if its turn was taken from it', async () => {
    const slow = await node('slow', { slow: -1 });
    const hasty = await node('hasty', { unfinished: 0 });
    let turns = 0;
    slow.store.before = async () => {
      if (typesIn().at(-1) !== 'TurnAskedFor') return void (await say(hasty.ledger, together(said('first'))));
      turns += 1;
      if (turns > 1) return;
      // As a node of an earlier release does, which knows nothing of turns.
      const end = typesIn().length - 1;
      const closing = { id: 'closed', type: 'BatchAbandoned', data: {}, metadata: { kind: 'abandoned' } };
      await hasty.store.append(STREAM, [closing], end);
    };
    await say(slow.ledger, together(said('slow')));
    expect(slow.ledger.counts).toMatchObject({ conflicts: 2, turns: 2 });
    expect(allEvents(slow.ledger).map(({ entity }) => entity)).toEqual(['first', 'slow']);
  });
});
