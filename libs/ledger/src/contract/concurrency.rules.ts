import type { EventEnvelope } from '@outturn/kernel';
import { VersionConflict } from '../errors.js';
import type { LedgerAdapter } from './ledger-adapter.js';
import { plainRoot } from './plain-merkle.js';
import { allEvents, positionsOf, proposalOf, said, say, together } from './sayings.js';
import { onFreshLedger } from './scene.js';

const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);

export function concurrencyRules(adapter: LedgerAdapter): void {
  it('200 writes at once are written and answered in the order in which they were asked', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      const answered: number[] = [];
      await Promise.all(
        upTo(200).map(async (index) => {
          const [event] = await say(ledger, together(said(`e${index % 7}`, { value: String(index) })));
          answered.push(event?.position ?? 0);
        }),
      );
      expect(answered).toEqual(upTo(200));
      expect(allEvents(ledger).map(({ data }) => data['value'])).toEqual(upTo(200).map(String));
    }));

  it('of 200 that want to be the first version of an entity one is accepted', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      const outcomes = await Promise.allSettled(upTo(200).map(() => say(ledger, together(said('a', {}, 1)))));
      const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
      expect(refused).toHaveLength(199);
      expect(refused.every((reason) => reason instanceof VersionConflict && reason.actual === 1)).toBe(true);
      expect(allEvents(ledger)).toHaveLength(1);
    }));

  it('an answer is given when another handle can read it, and never before', () =>
    onFreshLedger(adapter, async ({ ledger, underTest, another }) => {
      const elsewhere = await another();
      await Promise.all(
        upTo(60).map(async (index) => {
          const answer = await say(ledger, together(said(`e${index}`), said(`f${index}`)));
          await underTest.shows(elsewhere, answer[1]?.position ?? Infinity);
          const seen = elsewhere.read((reader) => answer.map(({ position }) => reader.eventAt(position)));
          expect(seen).toEqual(answer);
        }),
      );
    }));

  it('while a decision is made nobody sees any of it, in no view and at no position', () =>
    onFreshLedger(adapter, async ({ ledger, underTest, another }) => {
      const elsewhere = await another();
      await say(ledger, together(said('a')));
      await underTest.shows(elsewhere, 1);
      const look = (): unknown =>
        elsewhere.read((reader) => [reader.position, reader.row('latest', 'a', 99)?.content, reader.versionOf('b')]);
      const [, looked] = await Promise.all([
        say(ledger, together(said('a'), said('b'))),
        ledger.write((reader) => {
          const inside = [reader.position, reader.versionOf('b')];
          const outside = look();
          return { batches: [], answer: () => ({ inside, outside }) };
        }),
      ]);
      expect(looked).toEqual({ inside: [3, 1], outside: [1, { value: 'a', times: 1 }, 0] });
    }));

  it('a decision sees everything that was decided before it, its neighbours in the same transaction included', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      const seen = await Promise.all(
        upTo(50).map((index) => {
          const key = `addition ${index}`;
          return ledger.write((reader) => {
            const times = Number(reader.row('latest', 'a', reader.position)?.content['times'] ?? 0);
            return { ...proposalOf(reader, { key, ...together(said('a')) }), answer: () => times };
          });
        }),
      );
      expect(seen).toEqual(upTo(50).map((n) => n - 1));
    }));

  it('two handles that take turns, and write at once, number on from each other', () =>
    onFreshLedger(adapter, async ({ ledger, underTest, another }) => {
      const other = await another();
      for (const handle of [ledger, other, other, ledger, other, ledger]) await say(handle, together(said('a')));
      const answers = await Promise.all(
        upTo(60).map((index) => say(index % 2 === 0 ? ledger : other, together(said(`e${index}`), said('b')))),
      );
      expect(positionsOf(answers.flat()).sort((a, b) => a - b)).toEqual(upTo(126).slice(6));
      for (const handle of [ledger, other]) {
        await underTest.shows(handle, 126);
        expect(positionsOf(allEvents(handle))).toEqual(upTo(126));
        handle.read((reader) => {
          expect([reader.versionOf('a'), reader.versionOf('b')]).toEqual([6, 60]);
          expect(reader.row('latest', 'b', 126)?.content['times']).toBe(60);
          const leaves = [...reader.records(1, 126)].map(({ leaf }) => Buffer.from(leaf, 'hex'));
          expect(reader.rootAt(126)).toBe(plainRoot(leaves).toString('hex'));
        });
      }
    }));

  const spawns = adapter.spawns ? it : it.skip;
  spawns(
    `three processes that append 200 events each at once lose none and leave no gap${adapter.spawns ? '' : ' (skipped: this adapter spawns no processes)'}`,
    () =>
      onFreshLedger(adapter, async ({ ledger, underTest }) => {
        const writers = ['one', 'two', 'three'];
        const answers = (await underTest.appendFromOtherProcesses?.(writers, 200)) ?? [];
        expect(answers).toHaveLength(3);
        expect(answers.flat().sort((a, b) => a - b)).toEqual(upTo(600));
        await underTest.shows(ledger, 600);
        const events = allEvents(ledger);
        expect(positionsOf(events)).toEqual(upTo(600));
        answers.forEach((positions, index) => {
          const writer = writers[index];
          const own = events.filter(({ entity }) => entity === writer);
          expect(positionsOf(own)).toEqual(positions);
          expect(own.map(({ entityVersion }: EventEnvelope) => entityVersion)).toEqual(upTo(200));
        });
        expect(ledger.read((reader) => writers.map((key) => reader.row('latest', key, 600)?.content['times']))).toEqual(
          [200, 200, 200],
        );
        expect((await say(ledger, together(said('one'))))[0]?.position).toBe(601);
      }),
    120_000,
  );
}
