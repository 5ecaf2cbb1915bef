import fc from 'fast-check';
import type { LedgerAdapter } from './ledger-adapter.js';
import { said, say, together } from './sayings.js';
import { onFreshLedger } from './scene.js';

export function batchRules(adapter: LedgerAdapter): void {
  it('a position inside a batch resolves to the one before it, its last position to itself', () =>
    onFreshLedger(adapter, async ({ ledger, reopened }) => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }), async (sizes) => {
          const start = ledger.read((reader) => reader.position);
          await say(ledger, {
            batches: sizes.map((size) => ({ events: Array.from({ length: size }, () => said('a')) })),
          });
          let before = start;
          for (const size of sizes) {
            const resolved = ledger.read((reader) =>
              Array.from({ length: size }, (_, index) => reader.wholeBatch(before + index + 1)),
            );
            expect(resolved).toEqual([...Array.from({ length: size - 1 }, () => before), before + size]);
            before += size;
          }
        }),
        { numRuns: 20 },
      );
      const again = await reopened();
      const head = again.read((reader) => reader.position);
      expect(again.read((reader) => [reader.wholeBatch(0), reader.wholeBatch(head)])).toEqual([0, head]);
    }));

  it('each event says its place in its batch, and two batches of one command are two', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      const events = await say(ledger, { batches: [{ events: [said('a'), said('b')] }, { events: [said('a')] }] });
      expect(events.map(({ batch: { index, size } }) => [index, size])).toEqual([
        [0, 2],
        [1, 2],
        [0, 1],
      ]);
      const ids = events.map(({ batch }) => batch.id);
      expect([ids[0] === ids[1], ids[1] === ids[2]]).toEqual([true, false]);
      expect(new Set(events.map(({ commandId }) => commandId)).size).toBe(1);
    }));

  it('a batch is known whole or not at all: views gain one version for each key, at its last position', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      await say(ledger, together(said('a', { value: 'before', group: 'g' })));
      const values = ['1', '2', '3', '4'];
      await say(
        ledger,
        together(...values.map((value) => said('a', { value, group: 'g' })), said('b', { group: 'g' })),
      );
      const rows = [1, 2, 3, 4, 5, 6].map((position) =>
        ledger.read((reader) => [
          reader.row('latest', 'a', position)?.content['value'],
          reader.row('groups', 'group/"g"', position)?.content['events'],
        ]),
      );
      expect(rows).toEqual([
        ['before', 1],
        ['before', 1],
        ['before', 1],
        ['before', 1],
        ['before', 1],
        ['4', 6],
      ]);
      ledger.read((reader) => {
        expect(reader.row('latest', 'a', 6)?.fromPosition).toBe(6);
        expect(reader.row('latest', 'b', 6)?.fromPosition).toBe(6);
        expect(reader.row('latest', 'b', 5)).toBeNull();
      });
    }));

  it('a batch that says and withdraws leaves no trace of the row that it never had', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      await say(ledger, together(said('a'), { entity: 'a', type: 'Withdrawn', data: {} }));
      expect(ledger.read((reader) => [1, 2].map((position) => reader.row('latest', 'a', position)))).toEqual([
        null,
        null,
      ]);
    }));

  it('a batch of 3,000 events is one batch', () =>
    onFreshLedger(adapter, async ({ ledger, reopened }) => {
      const events = Array.from({ length: 3_000 }, (_, index) => said(`e${index % 1_000}`, { value: String(index) }));
      await say(ledger, together(...events));
      const again = await reopened();
      again.read((reader) => {
        expect([reader.position, reader.wholeBatch(2_999), reader.wholeBatch(3_000)]).toEqual([3_000, 0, 3_000]);
        expect([...reader.rows('latest', { from: '', to: '~' }, 2_999)]).toEqual([]);
        expect([...reader.rows('latest', { from: '', to: '~' }, 3_000)]).toHaveLength(1_000);
      });
    }));
}
