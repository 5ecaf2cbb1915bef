import type { Json } from '@outturn/kernel';
import { VersionConflict } from '../errors.js';
import type { Ledger } from '../ledger.js';
import type { ViewFold } from '../view-fold.js';
import { contractViews } from './contract-views.js';
import type { LedgerAdapter } from './ledger-adapter.js';
import { plainRoot } from './plain-merkle.js';
import { allEvents, freshKey, proposalOf, said, say, together, type Saying } from './sayings.js';
import { onFreshLedger } from './scene.js';

const touchy: ViewFold<{ readonly value: Json }> = {
  name: 'touchy',
  version: 1,
  handles: new Set(['Said']),
  keyOf: (event) => event.entity,
  apply: (_, event) => {
    if (event.data['value'] === 'unbearable') throw new Error('the fold broke');
    return { value: event.data['value'] ?? null };
  },
};

const text = {
  digest: 'sha256:refused',
  salt: Buffer.alloc(16),
  text: 'words',
  entity: 'b',
  field: 'reason',
  commandId: 'c',
};

const refusals: readonly (readonly [string, (ledger: Ledger) => Promise<unknown>, RegExp | typeof VersionConflict])[] =
  [
    [
      'that throws',
      (ledger) =>
        ledger.write(() => {
          throw new Error('refused by the decision');
        }),
      /refused by the decision/,
    ],
    [
      'that throws after reading, in the middle of a loop',
      (ledger) =>
        ledger.write((reader) => {
          for (const event of reader.events(1, 100)) throw new Error(`refused at ${event.position}`);
          for (const row of reader.rows('latest', { from: '', to: '~' }, 100)) throw new Error(row.key);
          throw new Error('refused at 0');
        }),
      /refused at \d/,
    ],
    [
      'whose last event is stale',
      (ledger) => say(ledger, { ...together(said('b'), said('c'), said('a', {}, 9)), texts: [text] }),
      VersionConflict,
    ],
    [
      'whose second batch is stale',
      (ledger) => say(ledger, { batches: [{ events: [said('b'), said('c')] }, { events: [said('a', {}, 9)] }] }),
      VersionConflict,
    ],
    [
      'that holds what no event may hold',
      (ledger) => say(ledger, together(said('b'), said('c', { half: 0.5 }))),
      /safe integer/,
    ],
    [
      "that a view can't fold",
      (ledger) => say(ledger, together(said('b'), said('c', { value: 'unbearable' }))),
      /the fold broke/,
    ],
    ["that isn't synchronous", (ledger) => ledger.write((async () => ({})) as never), /./],
  ];

export function refusalRules(adapter: LedgerAdapter): void {
  describe.each(refusals)('a decision %s', (_, refused, reason) => {
    const setting = { views: [...contractViews, touchy] };

    it('leaves nothing behind, and its neighbours in the same transaction are written', () =>
      onFreshLedger(
        adapter,
        async ({ ledger, reopened }) => {
          const good = (value: string): Promise<unknown> => say(ledger, together(said('a', { value })));
          const outcomes = await Promise.allSettled([
            good('1'),
            refused(ledger),
            good('2'),
            refused(ledger),
            refused(ledger),
            good('3'),
          ]);
          expect(outcomes.map(({ status }) => status)).toEqual([
            'fulfilled',
            'rejected',
            'fulfilled',
            'rejected',
            'rejected',
            'fulfilled',
          ]);
          for (const outcome of outcomes) {
            if (outcome.status === 'rejected')
              expect(() => {
                throw outcome.reason;
              }).toThrow(reason as RegExp);
          }
          const again = await reopened();
          expect(allEvents(again).map(({ entity, data }) => [entity, data['value']])).toEqual([
            ['a', '1'],
            ['a', '2'],
            ['a', '3'],
          ]);
          again.read((reader) => {
            expect(reader.row('latest', 'a', 3)).toEqual({
              key: 'a',
              fromPosition: 3,
              content: { value: '3', times: 3 },
            });
            expect([reader.row('latest', 'b', 3), reader.versionOf('b'), reader.text(text.digest)]).toEqual([
              null,
              0,
              null,
            ]);
            const leaves = [...reader.records(1, 3)].map(({ leaf }) => Buffer.from(leaf, 'hex'));
            expect(reader.rootAt(3)).toBe(plainRoot(leaves).toString('hex'));
          });
        },
        setting,
      ));

    it('alone on an empty ledger leaves it empty and writable', () =>
      onFreshLedger(
        adapter,
        async ({ ledger }) => {
          await expect(refused(ledger)).rejects.toThrow();
          expect(allEvents(ledger)).toEqual([]);
          expect((await say(ledger, together(said('a'))))[0]?.position).toBe(1);
        },
        setting,
      ));
  });

  it('a decision that leaves a loop unfinished is written like any other', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      await say(ledger, together(said('a'), said('b'), said('c')));
      const unfinished = (saying: Saying): Promise<unknown> => {
        const key = freshKey();
        return ledger.write((reader) => {
          reader.events(1, 3).next();
          reader.rows('latest', { from: '', to: '~' }, 3).next();
          return proposalOf(reader, { key, ...saying });
        });
      };
      await Promise.all([unfinished(together(said('a'))), unfinished(together(said('b')))]);
      expect(allEvents(ledger)).toHaveLength(5);
    }));

  it('an answer that throws rejects its own caller; the events stay and the neighbours are answered', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      const [broken, fine] = await Promise.allSettled([
        ledger.write((reader) => ({
          ...proposalOf(reader, { key: 'K', ...together(said('a')) }),
          answer: () => {
            throw new Error('no answer');
          },
        })),
        say(ledger, together(said('b'))),
      ]);
      expect([broken.status, fine.status]).toEqual(['rejected', 'fulfilled']);
      expect(allEvents(ledger).map(({ entity }) => entity)).toEqual(['a', 'b']);
    }));

  it('a closed ledger answers what was asked before, and refuses what is asked after', () =>
    onFreshLedger(adapter, async ({ ledger, reopened }) => {
      const before = Array.from({ length: 20 }, (_, index) => say(ledger, together(said(`e${index}`))));
      const closing = ledger.close();
      const after = say(ledger, together(said('too late')));
      await expect(after).rejects.toThrow(/is closed/);
      await closing;
      expect(await Promise.all(before)).toHaveLength(20);
      await expect(say(ledger, together(said('much too late')))).rejects.toThrow(/is closed/);
      expect(allEvents(await reopened())).toHaveLength(20);
    }));
}
