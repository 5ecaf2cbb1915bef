import Database from 'better-sqlite3';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@outturn/kernel';
import { contractViews } from '../contract/contract-views.js';
import { proposalOf, said, together, withdrawn, type Saying } from '../contract/sayings.js';
import { Frontier } from '../merkle/frontier.js';
import { LedgerDirectory } from '../sqlite/ledger-directory.js';
import { makeReplica } from './replica-state.js';
import { APPEND_LIMIT } from './stream-store.js';
import type { DecidedGroup } from './decided-group.js';
import { Replica } from './replica.js';
import type { TakenWrite } from './taken-write.js';

const options = { views: contractViews, clock: systemClock, readEvent: <Event>(event: Event): Event => event };
const opened: { readonly replica: Replica; readonly folder: string }[] = [];

/** @param change what is done to its file before it is opened */
async function openedReplica(change: (path: string) => void = () => undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-replica-'));
  const directory = new LedgerDirectory(folder, options);
  await directory.make('walsall', async (db) => makeReplica(db, 'founded', '00'.repeat(32)));
  const path = directory.fileOf('walsall');
  change(path);
  const replica = await Replica.open({ ...options, ledger: 'walsall', path });
  opened.push({ replica, folder });
  return { replica, path };
}

const newReplica = async (): Promise<Replica> => (await openedReplica()).replica;

afterEach(async () => {
  for (const { replica, folder } of opened.splice(0)) {
    await replica.close();
    rmSync(folder, { recursive: true });
  }
});

let keys = 0;

const decide = (replica: Replica, ...sayings: readonly Saying[]): Promise<DecidedGroup> =>
  replica.decide(
    sayings.map((saying) => ({
      decide: (reader) => proposalOf(reader, { ...saying, key: `key ${(keys += 1)}` }),
      resolve: () => undefined,
      reject: (error) => {
        throw error;
      },
    })),
    APPEND_LIMIT,
  );

/** The same writes as they come out of a stream. */
function broughtByStream({ revision, writes }: DecidedGroup): TakenWrite[] {
  let from = revision + 1;
  return writes.map(({ records, batches, beside }) => {
    const to = from + records.length - 1;
    const write = { from, to, base: null, beside: [beside], batches: batches.map(({ events }) => events) };
    from = to + 1;
    return write;
  });
}

const last = ({ revision, writes }: DecidedGroup): number =>
  revision + writes.reduce((sum, { records }) => sum + records.length, 0);

const everythingOf = (replica: Replica) =>
  replica.read((reader) => {
    const { position } = reader.head();
    return {
      revision: replica.state.revision,
      root: reader.rootAt(position),
      records: [...reader.records(1, position)],
      rows: contractViews.map(({ name }) =>
        Array.from({ length: position + 1 }, (_, at) => [...reader.rows(name, { from: '', to: '\u{10FFFF}' }, at)]),
      ),
    };
  });

describe('a replica', () => {
  it('keeps nothing of what is decided on it', async () => {
    const replica = await newReplica();
    const before = everythingOf(replica);
    const group = await decide(replica, together(said('a')), together(said('a', { value: 'b' })));
    expect(group.writes).toHaveLength(2);
    expect(everythingOf(replica)).toEqual(before);
  });

  it('keeps nothing of it either where other commands failed while they were written', async () => {
    const replica = await newReplica();
    const { refused, writes } = await decide(
      replica,
      together(said('a')),
      together(said('a', { value: 'b' }), said('c', { value: 'c' }, 7)),
      together(said('a', { value: 'd' }, 9)),
    );
    expect([refused.length, writes.length]).toEqual([2, 1]);
    const again = await decide(replica, together(said('a')));
    expect(again.writes[0]?.batches[0]?.events).toMatchObject([{ event: { entityVersion: 1 } }]);
  });

  it('comes to the same by the writes that it decided as another does by the stream', async () => {
    const [decided, following] = [await newReplica(), await newReplica()];
    const sayings = [
      [together(said('a'), said('b')), together(said('a', { value: 'later' })), together(withdrawn('b'))],
      [together(said('b', { value: 'again' })), together(said('a'), said('a', { value: 'twice' }))],
    ];
    for (const group of sayings) {
      const answer = await decide(decided, ...group);
      await decided.takeDecided(answer, last(answer));
      await following.take(broughtByStream(answer), last(answer), new Map());
    }
    expect(everythingOf(decided)).toEqual(everythingOf(following));
    expect(everythingOf(decided).records).toHaveLength(7);
  });

  it('works out afresh what it decided behind other events than those that came', async () => {
    const [replica, other] = [await newReplica(), await newReplica()];
    const lost = await decide(
      replica,
      together(said('a', { value: 'lost' })),
      together(said('a', { value: 'lost too' })),
    );
    const won = await decide(other, together(said('a', { value: 'won' })));
    await replica.take(broughtByStream(won), last(won), new Map());
    await other.take(broughtByStream(won), last(won), new Map());
    expect(everythingOf(replica)).toEqual(everythingOf(other));
    const [first] = lost.writes;
    await expect(replica.take(broughtByStream(lost), last(won), new Map())).rejects.toThrow('is not what this replica');
    expect(first?.batches[0]?.before).toEqual(Frontier.empty);
  });

  it('answers with the events that it has, each with the root behind it', async () => {
    const replica = await newReplica();
    const group = await decide(replica, together(said('a'), said('b')), together(said('c')));
    await replica.takeDecided(group, last(group));
    const stored = replica.eventsBehind(group.frontier, 3);
    expect(stored.map(({ event }) => event.entity)).toEqual(['a', 'b', 'c']);
    for (const [index, { frontier }] of stored.entries()) {
      const root = replica.read((reader) => reader.rootAt(index + 1));
      expect(frontier.root().toString('hex')).toBe(root);
    }
  });

  it('comes back by following where a power cut took what it had not synced', async () => {
    const { replica, path } = await openedReplica();
    const kept = await decide(replica, together(said('a'), said('b')));
    await replica.takeDecided(kept, last(kept));
    const other = new Database(path);
    other.pragma('wal_checkpoint(TRUNCATE)');
    other.close();
    const lost = await decide(replica, together(said('a', { value: 'later' })), together(withdrawn('b')));
    await replica.takeDecided(lost, last(lost));
    // The write-ahead log holds all that came behind the last checkpoint.
    const { replica: cut } = await openedReplica((copy) => copyFileSync(path, copy));
    expect(cut.state.revision).toBe(last(kept));
    await cut.take(broughtByStream(lost), last(lost), new Map());
    expect(everythingOf(cut)).toEqual(everythingOf(replica));
  });

  it('syncs why it stopped, which the store does not know', async () => {
    const replica = await newReplica();
    const settings = jest.spyOn(Database.prototype, 'pragma');
    try {
      await replica.stop('a record is not what it was');
      expect(settings.mock.calls).toEqual([['synchronous = FULL']]);
    } finally {
      settings.mockRestore();
    }
    expect(replica.state.stopped).toBe('a record is not what it was');
  });

  it('takes in what lies before a write that contradicts it, stops, and says where', async () => {
    const replica = await newReplica();
    const group = await decide(replica, together(said('a')), together(said('b')));
    const [sound, wrong] = broughtByStream(group);
    if (sound === undefined || wrong === undefined) throw new Error('two were decided');
    const skipped = { ...wrong, base: { position: 7, root: '00'.repeat(32) } };
    await expect(replica.take([sound, skipped], last(group), new Map())).rejects.toThrow(
      'the replica stops before record 2 of its stream: it was decided at position 7',
    );
    expect(replica.state).toMatchObject({ revision: 1, stopped: expect.stringContaining('record 2') as string });
    expect(replica.head().position).toBe(1);
  });

  it('compares what it has already with what comes, and refuses other bytes', async () => {
    const replica = await newReplica();
    const group = await decide(replica, together(said('a')));
    await replica.takeDecided(group, last(group));
    const [write] = broughtByStream(group);
    if (write === undefined) throw new Error('one was decided');
    await expect(replica.take([write], last(group), new Map())).resolves.toBeUndefined();
    const batches = write.batches.map((batch) => batch.map((each) => ({ ...each, bytes: `${each.bytes} ` })));
    await expect(replica.take([{ ...write, batches }], last(group), new Map())).rejects.toThrow(
      'record 1 of the stream is not what this replica took in as such',
    );
  });
});
