import { sealText } from '@outturn/kernel';
import { commandOf, proposalOf, said, together } from '../../libs/ledger/src/contract/sayings.js';
import { StreamNames } from '../../libs/ledger/src/stream-store/stream-names.js';
import { Nodes } from './faults/nodes.js';
import { LEDGER, type OutturnNode } from './faults/outturn-node.js';
import type { EventStoreServer } from './server/event-store-server.js';
import { Connections, describeTestServer } from './server-under-test.js';

const connections = new Connections();
const nodes = new Nodes();
const WORDS = 'The family of J. asked for more time.';
const { digest, salt } = sealText(WORDS);
const streamOf = (name: string): string => new StreamNames().text(LEDGER, name);

async function comment({ ledger }: OutturnNode): Promise<void> {
  await ledger.write((reader) => {
    const key = 'comment';
    const text = { digest, salt, text: WORDS, entity: 'a', field: 'commentary', commandId: commandOf(reader, key) };
    return { ...proposalOf(reader, { key, ...together(said('a', { text: digest })), texts: [text] }) };
  });
}

async function redact({ ledger }: OutturnNode): Promise<void> {
  await ledger.write((reader) =>
    proposalOf(reader, { key: 'redact', ...together(said('redaction', { digest })), redact: [digest] }),
  );
}

const textIn = ({ ledger }: OutturnNode): unknown => ledger.read((reader) => reader.text(digest));

describeTestServer(
  'a text that an event removes (skipped with ESDB_URL: these tests need a store that is empty)',
  () => {
    let server: EventStoreServer;
    let node: OutturnNode;
    beforeEach(async () => {
      server = await connections.server();
      await nodes.found(server.connectionString);
      node = await nodes.open(server.connectionString);
      await comment(node);
    });
    afterEach(async () => {
      await nodes.end();
      await connections.end();
    });

    it('lies in a stream of its own, and in no event', () => {
      const holding = server.log.all.filter(({ data }) => Buffer.from(data).toString('utf8').includes(WORDS));
      expect(holding.map(({ stream }) => stream)).toEqual([streamOf(digest)]);
    });

    it('is gone from every replica, and its stream is removed for good', async () => {
      const other = await nodes.open(server.connectionString);
      expect(textIn(other)).toMatchObject({ text: WORDS });
      await redact(node);
      await other.shows(2);
      expect([textIn(node), textIn(other)]).toEqual([{ redactedAt: 2 }, { redactedAt: 2 }]);
      const client = connections.client(server.connectionString);
      const reading = (async () => {
        for await (const event of client.readStream(streamOf(digest))) return event;
        return null;
      })();
      await expect(reading).rejects.toMatchObject({ type: 'stream-deleted' });
    });

    it('does not come back with a replica that is made again, which knows where it was removed', async () => {
      await redact(node);
      const fresh = await nodes.open(server.connectionString);
      expect(textIn(fresh)).toEqual({ redactedAt: 2 });
      const whole = ({ ledger }: OutturnNode): unknown =>
        ledger.read((reader) => [[...reader.records(1, 2)], reader.rootAt(2), reader.texts()]);
      expect(whole(fresh)).toEqual(whole(node));
    });

    it('is removed from the store by whoever writes next, where its own node died before it could', async () => {
      const busy = server.fault({ call: 'delete', at: 'on arrival', does: 'busy', times: 10_000 });
      const redacting = redact(node);
      await busy.struck;
      const other = await nodes.open(server.connectionString);
      await other.shows(2);
      busy.lift();
      await other.say('next');
      const client = connections.client(server.connectionString);
      await expect(client.readStream(streamOf(digest)).toArray()).rejects.toMatchObject({ type: 'stream-deleted' });
      await redacting;
    });
  },
);
