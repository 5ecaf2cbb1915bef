import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { sealText } from '@outturn/kernel';
import { ReplicaStopped, VersionConflict } from '@outturn/ledger';
import { allEvents, commandOf, proposalOf, said, say, together } from '../../../libs/ledger/src/contract/sayings.js';
import { startChild, type Child } from '../../ledger/child-process.js';
import { EventStoreServer } from '../server/event-store-server.js';
import { describeTestServer } from '../server-under-test.js';
import { expectOneHistory, historyOf, Nodes } from './nodes.js';
import { StreamNames } from '../../../libs/ledger/src/stream-store/stream-names.js';
import { LEDGER, STREAM, type OutturnNode } from './outturn-node.js';

const nodes = new Nodes();
let server: EventStoreServer;
beforeEach(async () => {
  server = await EventStoreServer.start();
  await nodes.found(server.connectionString);
});
afterEach(async () => {
  server.liftFaults();
  await nodes.end();
  await server.stop();
});

const positionOf = ({ ledger }: OutturnNode): number => ledger.read((reader) => reader.position);

/** How many records of a kind the stream of the ledger has. */
const recordsOf = (kind: string): number =>
  server.log
    .eventsOf(STREAM)
    .filter(({ metadata }) => (JSON.parse(Buffer.from(metadata).toString('utf8')) as { kind: string }).kind === kind)
    .length;

describeTestServer(
  'two nodes (skipped with ESDB_URL: only the test server holds one up while the other writes)',
  () => {
    let one: OutturnNode;
    let other: OutturnNode;
    beforeEach(async () => {
      one = await nodes.open(server.connectionString);
      other = await nodes.open(server.connectionString);
    });

    /** While the next append is on its way, the other node says something. */
    const meanwhile = (saying: () => Promise<unknown>): void => {
      server.fault({ call: 'append', stream: STREAM, at: 'before the write', does: async () => void (await saying()) });
    };

    it('that decide on the same figure at once: the one that comes second decides again, and is refused on the new facts', async () => {
      meanwhile(() => say(other.ledger, together(said('figure', { value: 'theirs' }, 1))));
      await expect(say(one.ledger, together(said('figure', { value: 'ours' }, 1)))).rejects.toThrow(VersionConflict);
      expect(allEvents(one.ledger).map(({ data }) => data['value'])).toEqual(['theirs']);
      expect(one.ledger.counts).toMatchObject({ conflicts: 1, appends: 0 });
      expect(other.ledger.counts).toMatchObject({ conflicts: 0, appends: 1 });
    });

    it('whose command is refused on the new facts takes back the text that it had sent ahead', async () => {
      const sealed = sealText('words that nobody may keep');
      meanwhile(() => say(other.ledger, together(said('figure', { value: 'theirs' }, 1))));
      const ours = one.ledger.write((reader) => {
        const key = 'ours';
        const text = { ...sealed, entity: 'figure', field: 'commentary', commandId: commandOf(reader, key) };
        const saying = together(said('figure', { value: 'ours', text: sealed.digest }, 1));
        return { ...proposalOf(reader, { key, ...saying }), texts: [text] };
      });
      await expect(ours).rejects.toThrow(VersionConflict);
      const stream = new StreamNames().text(LEDGER, sealed.digest);
      expect(server.log.eventsOf(stream)).toHaveLength(1);
      expect(server.log.stateOf(stream)).toBe('tombstoned');
    });

    it('that decide on the same figure at once: the one that comes second decides again, and is accepted on the new facts', async () => {
      meanwhile(() => other.say('theirs', 'figure'));
      await one.say('ours', 'figure');
      const versions = allEvents(one.ledger).filter(({ entity }) => entity === 'figure');
      expect(versions.map(({ entityVersion, data }) => [entityVersion, data['value']])).toEqual([
        [1, 'theirs'],
        [2, 'theirs'],
        [3, 'ours'],
        [4, 'ours'],
      ]);
      await expectOneHistory(nodes, server.connectionString, [one, other], ['theirs', 'ours']);
    });

    it('that both write as fast as they can make one history, with everything that either was answered', async () => {
      const answered: string[] = [];
      const write = async (node: OutturnNode, name: string): Promise<void> => {
        for (let command = 1; command <= 10; command += 1) {
          await node.say(`${name}/${command}`, 'figure');
          answered.push(`${name}/${command}`);
        }
      };
      await Promise.all([write(one, 'a'), write(one, 'b'), write(other, 'c'), write(other, 'd')]);
      expect(answered).toHaveLength(40);
      await expectOneHistory(nodes, server.connectionString, [one, other], answered);
    });
  },
);

describeTestServer('a node that is killed (skipped with ESDB_URL: only the test server says when)', () => {
  let child: Child | undefined;
  const kill = async (): Promise<void> => {
    child?.kill();
    await child?.ended;
  };

  /** Starts a node in a process of its own. */
  async function started(folder: string, size = 0): Promise<Child> {
    const script = join(__dirname, 'processes/say-until-killed');
    child = startChild(script, folder, server.connectionString, 'killed', String(size));
    expect(await child.next()).toBe('open');
    return child;
  }

  async function answersOf(child: Child): Promise<string[]> {
    const answers: string[] = [];
    for await (const line of child.lines) answers.push(line);
    expect(await child.ended).toBeNull();
    return answers;
  }

  it('between the append and its replica: its replica has it when it is back, and the retry has no second effect', async () => {
    const folder = nodes.folder();
    server.fault({ call: 'append', stream: STREAM, at: 'after the write', skip: 2, does: kill });
    expect(await answersOf(await started(folder))).toEqual(['killed/1', 'killed/2']);
    const again = await nodes.open(server.connectionString, {}, folder);
    expect(historyOf(again).keys).toEqual(['killed/1', 'killed/2', 'killed/3']);
    await again.say('killed/3');
    await expectOneHistory(nodes, server.connectionString, [again], ['killed/1', 'killed/2', 'killed/3']);
  });

  it('before the write: nothing of it is there, and the retry writes it', async () => {
    const folder = nodes.folder();
    server.fault({ call: 'append', stream: STREAM, at: 'midway', skip: 1, does: kill });
    await answersOf(await started(folder));
    const again = await nodes.open(server.connectionString, {}, folder);
    const { keys } = historyOf(again);
    // What it had sent before it died may have been whole.
    expect(['killed/1', 'killed/1,killed/2']).toContain(keys.join());
    await again.say('killed/2');
    await expectOneHistory(nodes, server.connectionString, [again], ['killed/1', 'killed/2']);
  });

  it('between two chunks of a batch: nobody ever sees a part, and the retry completes it', async () => {
    const folder = nodes.folder();
    const watching = await nodes.open(server.connectionString);
    server.fault({ call: 'append', stream: STREAM, at: 'after the write', does: kill });
    expect(await answersOf(await started(folder, 500_000))).toEqual([]);
    expect(recordsOf('event')).toBeGreaterThan(0);
    expect(recordsOf('event')).toBeLessThan(3);
    const fresh = await nodes.open(server.connectionString);
    const again = await nodes.open(server.connectionString, {}, folder);
    for (const node of [watching, fresh, again]) {
      expect(positionOf(node)).toBe(0);
      expect(historyOf(node)).toMatchObject({ keys: [], bytes: [] });
    }
    await again.say('killed/1', 'killed/1', 500_000);
    await fresh.say('later');
    await expectOneHistory(nodes, server.connectionString, [watching, fresh, again], ['killed/1', 'later']);
    expect(again.ledger.counts.abandoned).toBe(1);
  });

  it('between two chunks, while another node goes on: what stands unfinished is closed, and the other is not held up', async () => {
    const folder = nodes.folder();
    const other = await nodes.open(server.connectionString);
    server.fault({ call: 'append', stream: STREAM, at: 'after the write', does: kill });
    await answersOf(await started(folder, 500_000));
    await other.say('meanwhile');
    const again = await nodes.open(server.connectionString, {}, folder);
    await again.say('killed/1', 'killed/1', 500_000);
    expect(historyOf(again).keys).toEqual(['meanwhile', 'killed/1']);
    await expectOneHistory(nodes, server.connectionString, [other, again], ['meanwhile', 'killed/1']);
  });
});

describeTestServer('a replica (skipped with ESDB_URL: these tests need a store that is empty)', () => {
  let node: OutturnNode;
  beforeEach(async () => {
    node = await nodes.open(server.connectionString);
    for (const key of ['a', 'b', 'c']) await node.say(key, 'figure');
  });

  it('whose file is deleted under its node comes back the same: positions, root, texts and every row of every view', async () => {
    const before = historyOf(node);
    const digests = viewsOf(node.file);
    for (const suffix of ['', '-wal', '-shm']) rmSync(node.file + suffix, { force: true });
    await nodes.close(node);
    const back = await nodes.open(server.connectionString, {}, node.folder);
    expect(historyOf(back)).toEqual(before);
    expect(viewsOf(back.file)).toEqual(digests);
    await back.say('d', 'figure');
    await expectOneHistory(nodes, server.connectionString, [back], ['a', 'b', 'c', 'd']);
  });

  it('with one byte of an event changed is found by the next pass over its bytes, says where, and serves nothing', async () => {
    await nodes.close(node);
    const file = new Database(node.file);
    for (const name of file.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all())
      file.exec(`DROP TRIGGER "${name}"`);
    expect(
      file.prepare(`UPDATE event SET bytes = replace(bytes, '"value":"b"', '"value":"B"') WHERE position = 4`).run()
        .changes,
    ).toBe(1);
    file.close();
    const changed = await nodes.open(server.connectionString, { rehash: 10 }, node.folder);
    while (changed.ledger.standing.stopped === null) await pause(10);
    expect(changed.ledger.standing.stopped).toContain('event 4 of this replica is not as it was hashed');
    expect(() => positionOf(changed)).toThrow(ReplicaStopped);
    await expect(changed.say('d')).rejects.toThrow(ReplicaStopped);
    const others = await nodes.open(server.connectionString);
    await others.say('d');
    await nodes.close(changed);
    rmSync(node.file, { force: true });
    const back = await nodes.open(server.connectionString, {}, node.folder);
    await expectOneHistory(nodes, server.connectionString, [back, others], ['a', 'b', 'c', 'd']);
  });

  it('with one bit of its frontier changed stops at the next append of another node, and says where', async () => {
    const other = await nodes.open(server.connectionString);
    await nodes.close(node);
    const file = new Database(node.file);
    const peaks = file.prepare<[], Buffer>('SELECT peaks FROM merkle_frontier').pluck().get() ?? Buffer.alloc(0);
    peaks.writeUInt8(peaks.readUInt8(0) ^ 1);
    file.prepare('UPDATE merkle_frontier SET peaks = ?').run(peaks);
    file.close();
    const changed = await nodes.open(server.connectionString, { rehash: 3_600_000 }, node.folder);
    await other.say('d');
    while (changed.ledger.standing.stopped === null) await pause(10);
    expect(changed.ledger.standing.stopped).toMatch(
      /before record \d+ .*position 9 on the root \w+, and here position 9 has the root \w+/,
    );
    expect(() => positionOf(changed)).toThrow(ReplicaStopped);
  });
});

/** Every row of every view as it lies in a replica's file. */
function viewsOf(path: string): unknown[][] {
  const file = new Database(path, { readonly: true });
  try {
    const views = file.prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'view_*' ORDER BY name",
    );
    return (views.pluck().all() as string[]).map((view) =>
      file.prepare(`SELECT * FROM "${view}" ORDER BY key, from_position`).all(),
    );
  } finally {
    file.close();
  }
}
