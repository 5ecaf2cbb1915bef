import { allEvents, said, say, together } from '../../libs/ledger/src/contract/sayings.js';
import { Nodes } from './faults/nodes.js';
import { Connections, describeTestServer } from './server-under-test.js';

const connections = new Connections();
const nodes = new Nodes();
afterEach(async () => {
  await nodes.end();
  await connections.end();
});

describeTestServer(
  'commands that wait together (skipped with ESDB_URL: these tests need a store that is empty)',
  () => {
    const node = async () => {
      const server = await connections.server();
      await nodes.found(server.connectionString);
      return nodes.open(server.connectionString);
    };

    it('share an append: 32 callers of ten commands each need a tenth of what one caller would', async () => {
      const { ledger } = await node();
      await Promise.all(
        Array.from({ length: 32 }, async (_, caller) => {
          for (let index = 0; index < 10; index += 1) await say(ledger, together(said(`caller/${caller}`)));
        }),
      );
      expect(allEvents(ledger)).toHaveLength(320);
      expect(ledger.counts).toMatchObject({ commands: 320, conflicts: 0 });
      expect(ledger.counts.appends).toBeLessThanOrEqual(32);
    });

    it('are split where they would not fit into one append, in the order in which they came', async () => {
      const { ledger } = await node();
      const padding = 'x'.repeat(300_000);
      const answers = await Promise.all(
        Array.from({ length: 7 }, (_, index) => say(ledger, together(said('a', { value: String(index), padding })))),
      );
      expect(answers.map(([event]) => [event?.position, event?.data['value']])).toEqual(
        Array.from({ length: 7 }, (_, index) => [index + 1, String(index)]),
      );
      expect(ledger.counts.appends).toBe(3);
    });

    it('that are larger than any append are refused one by one, before anything is sent', async () => {
      const { ledger } = await node();
      const [small, large] = await Promise.allSettled([
        say(ledger, together(said('a'))),
        say(ledger, together(said('b', { value: 'x'.repeat(1_100_000) }))),
      ]);
      expect(small.status).toBe('fulfilled');
      expect(large).toMatchObject({ status: 'rejected', reason: { name: 'EventTooLarge' } });
      expect(allEvents(ledger)).toHaveLength(1);
    });
  },
);
