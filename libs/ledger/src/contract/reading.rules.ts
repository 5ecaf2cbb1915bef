import type { EventEnvelope } from '@outturn/kernel';
import type { Ledger } from '../ledger.js';
import type { LedgerAdapter } from './ledger-adapter.js';
import { plainRoot } from './plain-merkle.js';
import { positionsOf, said, say, together } from './sayings.js';
import { onFreshLedger } from './scene.js';

const grow = (ledger: Ledger, events: number): Promise<unknown> =>
  Promise.all(
    Array.from({ length: events }, (_, index) =>
      say(ledger, together(said(`e${index % 5}`, { value: String(index) }))),
    ),
  );

export function readingRules(adapter: LedgerAdapter): void {
  it.each([
    [1, 12, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
    [3, 5, [3, 4, 5]],
    [5, 5, [5]],
    [5, 4, []],
    [0, 2, [1, 2]],
    [-5, 1, [1]],
    [11, 99, [11, 12]],
    [13, 99, []],
  ])('events and records %p to %p of twelve are %p', (from, to, positions) =>
    onFreshLedger(adapter, async ({ ledger }) => {
      await grow(ledger, 12);
      ledger.read((reader) => {
        const events = [...reader.events(from, to)];
        expect(positionsOf(events)).toEqual(positions);
        expect(positions.map((position) => reader.eventAt(position))).toEqual(events);
        const records = [...reader.records(from, to)];
        expect(records.map(({ position }) => position)).toEqual(positions);
        expect(records.map(({ bytes }) => JSON.parse(bytes) as EventEnvelope)).toEqual(events);
      });
    }),
  );

  it('the events of an entity come in the order of their versions, and of no other entity', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      await grow(ledger, 23);
      for (const entity of ['e0', 'e1', 'e4', 'e', 'e00', 'E0', '']) {
        const { events, version, all } = ledger.read((reader) => ({
          events: reader.eventsOf(entity),
          version: reader.versionOf(entity),
          all: [...reader.events(1, 23)],
        }));
        expect(events).toEqual(all.filter((event) => event.entity === entity));
        expect(events.map(({ entityVersion }) => entityVersion)).toEqual(events.map((_, index) => index + 1));
        expect(version).toBe(events.length);
      }
    }));

  it('the root at every position is the Merkle tree hash of the leaves up to it, before and after the ledger grows', () =>
    onFreshLedger(adapter, async ({ ledger, reopened }) => {
      await grow(ledger, 300);
      const roots = (handle: Ledger): string[] =>
        handle.read((reader) => Array.from({ length: 301 }, (_, position) => reader.rootAt(position)));
      const then = roots(ledger);
      await say(ledger, together(...Array.from({ length: 250 }, () => said('more'))));
      const again = await reopened();
      const leaves = again.read((reader) => [...reader.records(1, 550)].map(({ leaf }) => Buffer.from(leaf, 'hex')));
      expect(then).toEqual(Array.from({ length: 301 }, (_, size) => plainRoot(leaves.slice(0, size)).toString('hex')));
      expect(roots(again)).toEqual(then);
      for (const size of [511, 512, 513, 550]) {
        expect(again.read((reader) => reader.rootAt(size))).toBe(plainRoot(leaves.slice(0, size)).toString('hex'));
      }
    }));

  it.each([4, 5, -1, 1.5, NaN, Infinity])('a ledger of three events has no root at position %p', (position) =>
    onFreshLedger(adapter, async ({ ledger }) => {
      await grow(ledger, 3);
      expect(() => ledger.read((reader) => reader.rootAt(position))).toThrow(RangeError);
    }),
  );

  it('questions may be asked within loops over the same questions', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      await grow(ledger, 6);
      const pairs = ledger.read((reader) => {
        const found: number[][] = [];
        for (const { position } of reader.events(1, 6)) {
          for (const inner of reader.events(position, 6)) found.push([position, inner.position]);
        }
        for (const { key } of reader.rows('latest', { from: '', to: '~' }, 6)) {
          for (const row of reader.rows('latest', { from: key, to: '~' }, 6))
            found.push([Number(key.slice(1)), row.fromPosition]);
        }
        return found;
      });
      expect(pairs).toHaveLength(21 + 15);
    }));

  it('a loop that is left early, or never ended, holds nothing up', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      await grow(ledger, 6);
      ledger.read((reader) => {
        for (const event of reader.events(1, 6)) if (event.position === 2) break;
      });
      expect(ledger.read((reader) => reader.events(1, 6).next().value?.position as unknown)).toBe(1);
      expect(
        ledger.read((reader) => reader.rows('latest', { from: '', to: '~' }, 6).next().value?.key as unknown),
      ).toBe('e0');
      expect(() =>
        ledger.read((reader) => {
          reader.records(1, 6).next();
          throw new Error('left by an error');
        }),
      ).toThrow('left by an error');
      expect(ledger.read((reader) => reader.position)).toBe(6);
      await grow(ledger, 1);
      await ledger.close();
    }));

  it("a loop can't be begun after the question is over: its answer would be of another moment", () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      await grow(ledger, 3);
      const late = [
        ledger.read((reader) => reader.events(1, 3)),
        ledger.read((reader) => reader.records(1, 3)),
        ledger.read((reader) => reader.rows('latest', { from: '', to: '~' }, 3)),
        await ledger.write((reader) => ({ batches: [], answer: () => reader.events(1, 3) })),
      ];
      for (const loop of late) expect(() => [...loop]).toThrow('only valid inside the function');
    }));
}
