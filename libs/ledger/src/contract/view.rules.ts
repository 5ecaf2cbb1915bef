import { canonicalJson } from '@outturn/kernel';
import fc from 'fast-check';
import type { Ledger } from '../ledger.js';
import { allKeys, keysWithPrefix, type ViewRow } from '../view-fold.js';
import { contractViews, first, groups, latest, replayedRows } from './contract-views.js';
import type { LedgerAdapter } from './ledger-adapter.js';
import { allEvents, said, say, together, withdrawn, type SaidEvent } from './sayings.js';
import { onFreshLedger } from './scene.js';

const event = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({
        entity: fc.constantFrom('a', 'ab', 'b', 'é'),
        value: fc.constantFrom('1', '2', '3'),
        group: fc.constantFrom('g', 'h'),
      })
      .map(({ entity, value, group }): SaidEvent => said(entity, { value, group })),
  },
  { weight: 1, arbitrary: fc.constantFrom('a', 'ab', 'b', 'é').map(withdrawn) },
);
const command = fc.array(fc.array(event, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 });
const history = fc.array(command, { minLength: 1, maxLength: 6 });

const rowsAt = (ledger: Ledger, view: string, position: number): ViewRow[] =>
  ledger.read((reader) => [...reader.rows(view, allKeys, position)]);

export function viewRules(adapter: LedgerAdapter): void {
  it('rows at every position are those of a plain replay up to it, one by one and as a whole', () =>
    fc.assert(
      fc.asyncProperty(history, (commands) =>
        onFreshLedger(adapter, async ({ ledger }) => {
          await Promise.all(commands.map((batches) => say(ledger, { batches: batches.map((events) => ({ events })) })));
          const events = allEvents(ledger);
          for (const view of contractViews) {
            for (let position = 0; position <= events.length + 1; position += 1) {
              const expected = replayedRows(events, view, position);
              expect(rowsAt(ledger, view.name, position)).toEqual(expected);
              for (const key of ['a', 'ab', 'b', 'é', 'group/"g"', 'group/"h"', 'none']) {
                const row = ledger.read((reader) => reader.row(view.name, key, position));
                expect(row).toEqual(expected.find((candidate) => candidate.key === key) ?? null);
              }
            }
          }
        }),
      ),
      { numRuns: 20 },
    ));

  it('the past never changes: rows, roots and positions stay what they were when more is appended', () =>
    fc.assert(
      fc.asyncProperty(history, history, (before, after) =>
        onFreshLedger(adapter, async ({ ledger, reopened }) => {
          const append = (handle: Ledger, commands: typeof before): Promise<unknown> =>
            Promise.all(commands.map((batches) => say(handle, { batches: batches.map((events) => ({ events })) })));
          await append(ledger, before);
          const head = ledger.read((reader) => reader.position);
          const positions = Array.from({ length: head + 1 }, (_, position) => position);
          const past = (handle: Ledger): string =>
            handle.read((reader) =>
              canonicalJson(
                positions.map((position) => [
                  reader.rootAt(position),
                  reader.wholeBatch(position),
                  ...[latest, first, groups].map(({ name }) =>
                    [...reader.rows(name, allKeys, position)].map((row) => ({ ...row })),
                  ),
                ]),
              ),
            );
          const then = past(ledger);
          await append(ledger, after);
          expect(past(ledger)).toBe(then);
          expect(past(await reopened())).toBe(then);
        }),
      ),
      { numRuns: 10 },
    ));

  it('a row that an event leaves as it was keeps the position that it is from', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      await say(ledger, together(said('a', { value: '1' })));
      await say(ledger, together(said('a', { value: '2' })));
      expect(rowsAt(ledger, 'first_value', 2)).toEqual([{ key: 'a', fromPosition: 1, content: { value: '1' } }]);
      expect(rowsAt(ledger, 'latest', 2)).toEqual([{ key: 'a', fromPosition: 2, content: { value: '2', times: 2 } }]);
    }));

  it('a withdrawn row is away from then on, is still there before, and may come back', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      await say(ledger, together(said('a', { value: '1' })));
      await say(ledger, together(withdrawn('a')));
      await say(ledger, together(withdrawn('a')));
      await say(ledger, together(said('a', { value: '2' })));
      expect([0, 1, 2, 3, 4].map((position) => rowsAt(ledger, 'latest', position))).toEqual([
        [],
        [{ key: 'a', fromPosition: 1, content: { value: '1', times: 1 } }],
        [],
        [],
        [{ key: 'a', fromPosition: 4, content: { value: '2', times: 1 } }],
      ]);
    }));

  describe('ranges and pages', () => {
    const keys = ['a', 'a/1', 'a/10', 'a/2', 'a0', 'b', 'b\uFFFD', 'b😀', 'é', '\u{10FFFE}'];
    const filled = (play: (ledger: Ledger) => void): Promise<void> =>
      onFreshLedger(adapter, async ({ ledger }) => {
        for (const key of keys.toReversed()) await say(ledger, together(said(key, { value: key })));
        await say(ledger, together(withdrawn('a/10')));
        play(ledger);
      });
    const found = (ledger: Ledger, range: { from: string; to: string }, position = 11, limit?: number): string[] =>
      ledger.read((reader) => [...reader.rows('latest', range, position, limit)].map(({ key }) => key));

    it('keys come in the order of their UTF-8 bytes, not of their UTF-16 units', () =>
      filled((ledger) => {
        expect(found(ledger, allKeys, 10)).toEqual(keys);
        expect(found(ledger, allKeys)).toEqual(keys.filter((key) => key !== 'a/10'));
      }));

    it.each([
      [{ from: 'a/1', to: 'a/2' }, ['a/1', 'a/10']],
      [{ from: 'a/1', to: 'a/2\u0000' }, ['a/1', 'a/10', 'a/2']],
      [{ from: 'b', to: 'b' }, []],
      [{ from: 'b', to: 'a' }, []],
      [{ from: 'b\uFFFD', to: 'é' }, ['b\uFFFD', 'b😀']],
      [keysWithPrefix('a/'), ['a/1', 'a/10', 'a/2']],
      [keysWithPrefix('a'), ['a', 'a/1', 'a/10', 'a/2', 'a0']],
      [keysWithPrefix('nothing'), []],
    ])('a range %j holds its first key and not its last: %j', (range, expected) =>
      filled((ledger) => expect(found(ledger, range, 10)).toEqual(expected)),
    );

    it('a limit counts rows that are there: a withdrawn one takes no place', () =>
      filled((ledger) => {
        expect(found(ledger, keysWithPrefix('a/'), 11, 2)).toEqual(['a/1', 'a/2']);
        expect(found(ledger, keysWithPrefix('a/'), 10, 2)).toEqual(['a/1', 'a/10']);
        expect([
          found(ledger, allKeys, 11, 0),
          found(ledger, allKeys, 0, 5),
          found(ledger, allKeys, 11, 99).length,
        ]).toEqual([[], [], 9]);
      }));

    it.each([1, 2, 3, 4, 9, 10])('pages of %p show every row once', (limit) =>
      filled((ledger) => {
        const pages: string[][] = [];
        for (let from = ''; ;) {
          const page = found(ledger, { from, to: allKeys.to }, 11, limit);
          if (page.length === 0) break;
          pages.push(page);
          from = `${page.at(-1) as string}\u0000`;
        }
        expect(pages.flat()).toEqual(keys.filter((key) => key !== 'a/10'));
        expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true);
      }),
    );

    it('a range of hundreds of rows, with gaps where rows were withdrawn, is as whole as a short one', () =>
      onFreshLedger(adapter, async ({ ledger }) => {
        const key = (number: number): string => `k/${String(number).padStart(4, '0')}`;
        const numbers = Array.from({ length: 400 }, (_, index) => index);
        await say(ledger, together(...numbers.map((number) => said(key(number), { value: String(number) }))));
        await say(
          ledger,
          together(...numbers.filter((number) => number % 3 === 0).map((number) => withdrawn(key(number)))),
        );
        const left = numbers.filter((number) => number % 3 !== 0).map(key);
        const head = ledger.read((reader) => reader.position);
        expect(found(ledger, allKeys, head)).toEqual(left);
        expect(found(ledger, allKeys, 400)).toEqual(numbers.map(key));
        for (const limit of [31, 32, 33, 96, 97, 266, 267]) {
          expect(found(ledger, allKeys, head, limit)).toEqual(left.slice(0, limit));
        }
        expect(found(ledger, { from: key(200), to: key(300) }, head)).toEqual(
          left.filter((name) => name >= key(200) && name < key(300)),
        );
      }));

    it("a view that the ledger doesn't keep is a mistake of the one who asks", () =>
      filled((ledger) => {
        expect(() => found(ledger, allKeys)).not.toThrow();
        expect(() => ledger.read((reader) => reader.row('unheard_of', 'a', 1))).toThrow('keeps no view "unheard_of"');
        expect(() => ledger.read((reader) => [...reader.rows('unheard_of', allKeys, 1)])).toThrow(
          'keeps no view "unheard_of"',
        );
      }));
  });
}
