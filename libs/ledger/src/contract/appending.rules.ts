import { batchIdOf, canonicalJson, eventIdOf, sealText, type EventEnvelope, type Json } from '@outturn/kernel';
import fc from 'fast-check';
import { VersionConflict } from '../errors.js';
import type { LedgerAdapter } from './ledger-adapter.js';
import { plainLeaf, plainRoot } from './plain-merkle.js';
import { allEvents, commandOf, positionsOf, proposalOf, said, say, together, withdrawn } from './sayings.js';
import { onFreshLedger } from './scene.js';

const words = fc.string({ unit: 'binary', maxLength: 8 });
const names = words.filter((name) => !/^(0|[1-9]\d*)$/.test(name));
const { data } = fc.letrec<{ data: Json }>((tie) => ({
  data: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Json>(null, true, false),
    fc.maxSafeInteger().map((number) => (number === 0 ? 0 : number)),
    words,
    fc.array(tie('data'), { maxLength: 3 }),
    fc.dictionary(names, tie('data'), { maxKeys: 3 }),
  ),
}));

export function appendingRules(adapter: LedgerAdapter): void {
  it('an empty ledger is at position 0 and nothing is in it', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      ledger.read((reader) => {
        expect(reader.position).toBe(0);
        expect([reader.eventAt(0), reader.eventAt(1), reader.row('latest', 'a', 0)]).toEqual([null, null, null]);
        expect([...reader.events(1, 10), ...reader.records(1, 10), ...reader.eventsOf('a'), ...reader.texts()]).toEqual(
          [],
        );
        expect([
          reader.versionOf('a'),
          reader.wholeBatch(0),
          reader.lastKnownBefore('9999-12-31T00:00:00.000Z'),
        ]).toEqual([0, 0, 0]);
        expect(reader.rootAt(0)).toBe(plainRoot([]).toString('hex'));
      });
    }));

  it('positions are dense from 1, whatever the sizes of the batches', () =>
    onFreshLedger(adapter, async ({ ledger, reopened }) => {
      const sizes = [1, 3, 1, 7, 2];
      const answered: number[] = [];
      for (const size of sizes) {
        const events = Array.from({ length: size }, (_, index) => said(`e${answered.length}/${index}`));
        answered.push(...positionsOf(await say(ledger, together(...events))));
      }
      const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);
      expect(answered).toEqual(upTo(14));
      expect(positionsOf(allEvents(await reopened()))).toEqual(upTo(14));
    }));

  it('an event holds the whole envelope, and nothing else', () =>
    onFreshLedger(adapter, async ({ ledger, clock }) => {
      clock.time = '2026-03-01T10:00:00.000Z';
      await say(ledger, together(said('first')));
      clock.time = '2026-03-02T10:00:00.000Z';
      const events = [said('a', { value: '77', noted: null }), withdrawn('b')];
      const answer = await say(ledger, { key: 'K', batches: [{ events, occurredAt: '2026-02-28' }] });
      const commandId = commandOf({ ledger: ledger.id }, 'K');
      const expected = (index: number, type: string, content: object): object => ({
        ledger: ledger.id,
        position: 2 + index,
        entity: ['a', 'b'][index],
        entityVersion: 1,
        eventId: eventIdOf(commandId, index),
        type,
        schemaVersion: 1,
        data: content,
        recordedAt: '2026-03-02T10:00:00.000Z',
        occurredAt: '2026-02-28',
        knownFrom: '2026-03-02T10:00:00.000Z',
        actor: 'tester',
        actorAssurance: 'asserted',
        via: 'terminal',
        commandId,
        commandDigest: 'a digest',
        batch: { id: batchIdOf(commandId, 0), index, size: 2 },
        correlationId: commandId,
        causationId: null,
      });
      expect(answer).toStrictEqual([expected(0, 'Said', { value: '77', noted: null }), expected(1, 'Withdrawn', {})]);
      expect(allEvents(ledger)[0]).not.toHaveProperty('occurredAt');
    }));

  it('an event lies as its canonical bytes, and its leaf is SHA-256 of 0x00 and those bytes', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      await say(ledger, together(said('a', { z: 'é😀', a: [1, { y: null, b: true }] }), said('b')));
      const events = allEvents(ledger);
      const records = ledger.read((reader) => [...reader.records(1, 2)]);
      const bytes = events.map((event) => canonicalJson(event as unknown as Json));
      expect(records).toEqual(
        bytes.map((text, index) => ({ position: index + 1, bytes: text, leaf: plainLeaf(text).toString('hex') })),
      );
    }));

  it('whatever an event may hold comes back as it was said, and its entity is found again', () =>
    onFreshLedger(adapter, async ({ ledger, reopened }) => {
      const entities = new Map<string, Json[]>();
      await fc.assert(
        fc.asyncProperty(words, data, async (entity, value) => {
          const [stored] = await say(ledger, together(said(entity, { value })));
          expect(stored?.data).toEqual({ value });
          entities.set(entity, [...(entities.get(entity) ?? []), value]);
        }),
        {
          numRuns: 150,
          examples: [
            ['a\u0000b', '\u0000'],
            ['"\\\'', '\u2028'],
            ['', { ['__proto__']: 1 }],
          ],
        },
      );
      const again = await reopened();
      for (const [entity, values] of entities) {
        const events = again.read((reader) => reader.eventsOf(entity));
        expect(events.map(({ data: { value } }) => value)).toEqual(values);
        expect(again.read((reader) => reader.versionOf(entity))).toBe(values.length);
      }
    }));

  describe('an event follows the version that it was decided on', () => {
    it.each([
      ['a new entity', 0, 1, 'is accepted'],
      ['a new entity', 0, 0, 'is refused'],
      ['a new entity', 0, 2, 'is refused'],
      ['an entity at version 3', 3, 4, 'is accepted'],
      ['an entity at version 3', 3, 3, 'is refused'],
      ['an entity at version 3', 3, 1, 'is refused'],
      ['an entity at version 3', 3, 5, 'is refused'],
      ['an entity at version 3', 3, -1, 'is refused'],
      ['an entity at version 3', 3, 3.5, 'is refused'],
      ['an entity at version 3', 3, NaN, 'is refused'],
    ])('to %s (%p events) version %p %s', (_, before, version, outcome) =>
      onFreshLedger(adapter, async ({ ledger }) => {
        if (before > 0) await say(ledger, together(...Array.from({ length: before }, () => said('a'))));
        const writing = say(ledger, together(said('a', { value: 'b' }, version)));
        if (outcome === 'is accepted') {
          expect((await writing)[0]).toMatchObject({ entity: 'a', entityVersion: version, position: before + 1 });
        } else {
          await expect(writing).rejects.toThrow(new VersionConflict('a', version - 1, before));
          expect(allEvents(ledger)).toHaveLength(before);
        }
      }),
    );

    it('several events of one entity in one batch count on', () =>
      onFreshLedger(adapter, async ({ ledger }) => {
        await say(ledger, together(said('a'), said('b'), said('a'), said('a')));
        await say(ledger, { batches: [{ events: [said('a'), said('a')] }, { events: [said('b'), said('a')] }] });
        const versions = (entity: string): number[] =>
          ledger.read((reader) => reader.eventsOf(entity)).map(({ entityVersion }) => entityVersion);
        expect([versions('a'), versions('b')]).toEqual([
          [1, 2, 3, 4, 5, 6],
          [1, 2],
        ]);
      }));

    it.each([
      ['again the same', [1, 1]],
      ['a gap', [1, 3]],
      ['backwards', [2, 1]],
    ])('%s within a batch refuses the whole batch', (_, versions) =>
      onFreshLedger(adapter, async ({ ledger }) => {
        const events = versions.map((version) => said('a', {}, version));
        await expect(say(ledger, together(said('z'), ...events))).rejects.toBeInstanceOf(VersionConflict);
        expect(allEvents(ledger)).toEqual([]);
      }),
    );
  });

  it('the answer is made of the events as they are read back, not of those that were proposed', () => {
    const lifted = (event: EventEnvelope): EventEnvelope => ({
      ...event,
      schemaVersion: 2,
      data: { lifted: event.data },
    });
    return onFreshLedger(
      adapter,
      async ({ ledger }) => {
        const proposed: { value: string; nothing?: undefined } = { value: 'a', nothing: undefined };
        const answer = await ledger.write((reader) => ({
          ...proposalOf(reader, {
            key: 'K',
            batches: [{ events: [said('a', proposed as unknown as { value: string })] }],
          }),
          answer: ({ events }) => {
            proposed.value = 'changed after the commit';
            return events();
          },
        }));
        expect(answer[0]).toMatchObject({ schemaVersion: 2 });
        expect(answer[0]?.data).toStrictEqual({ lifted: { value: 'a' } });
        expect(answer).toEqual(allEvents(ledger));
      },
      { readEvent: lifted },
    );
  });

  it('a proposal without events writes nothing, keeps no text, removes none, and its answer gets an empty list', () =>
    onFreshLedger(adapter, async ({ ledger }) => {
      const kept = { ...sealText('words'), entity: 'a', field: 'commentary', commandId: 'c' };
      await say(ledger, { ...together(said('a')), texts: [kept] });
      const root = ledger.read((reader) => reader.rootAt(1));
      const texts = [{ ...kept, digest: 'sha256:2' }];
      expect(await say(ledger, { batches: [], texts, redact: [kept.digest] })).toEqual([]);
      ledger.read((reader) => {
        expect([reader.position, reader.rootAt(1)]).toEqual([1, root]);
        expect([reader.text(kept.digest), reader.text('sha256:2')]).toEqual([{ salt: kept.salt, text: 'words' }, null]);
      });
    }));

  describe('the events of a command', () => {
    it('are found by its id, all its batches in order, and no others, also after reopening', () =>
      onFreshLedger(adapter, async ({ ledger, reopened }) => {
        await say(ledger, { key: 'before', ...together(said('a'), said('b')) });
        const written = await say(ledger, {
          key: 'K',
          batches: [{ events: [said('a')] }, { events: [said('b'), said('c'), said('b')] }, { events: [said('a')] }],
        });
        await say(ledger, { key: 'after', ...together(said('c')) });
        const found = (handle: typeof ledger): unknown =>
          handle.read((reader) => reader.eventsOfCommand(commandOf(reader, 'K')));
        expect(written).toHaveLength(5);
        expect(found(ledger)).toEqual(written);
        expect(found(await reopened())).toEqual(written);
        expect(ledger.id).toBe(written[0]?.ledger);
      }));

    it('are none where the command is unknown or was refused', () =>
      onFreshLedger(adapter, async ({ ledger }) => {
        await expect(say(ledger, { key: 'K', ...together(said('a'), said('b', {}, 9)) })).rejects.toBeInstanceOf(
          VersionConflict,
        );
        expect(ledger.read((reader) => reader.eventsOfCommand(commandOf(reader, 'K')))).toEqual([]);
        expect(ledger.read((reader) => reader.eventsOfCommand('unheard of'))).toEqual([]);
      }));

    it('let a repeated command be answered with what it wrote the first time, at once, later and after reopening', () =>
      onFreshLedger(adapter, async ({ ledger, reopened }) => {
        const once = (handle: typeof ledger): Promise<readonly EventEnvelope[]> =>
          handle.write((reader) => {
            const earlier = reader.eventsOfCommand(commandOf(reader, 'K'));
            if (earlier.length > 0) return { batches: [], answer: () => earlier };
            return proposalOf(reader, { key: 'K', ...together(said('a'), said('b')) });
          });
        const answers = await Promise.all(Array.from({ length: 20 }, () => once(ledger)));
        await say(ledger, together(said('a')));
        answers.push(await once(ledger), await once(await reopened()));
        for (const answer of answers) expect(answer).toEqual(answers[0]);
        expect(positionsOf(answers[0] ?? [])).toEqual([1, 2]);
      }));

    it('let a command that was refused be decided afresh', () =>
      onFreshLedger(adapter, async ({ ledger }) => {
        await expect(say(ledger, { key: 'K', ...together(said('a', {}, 2)) })).rejects.toBeInstanceOf(VersionConflict);
        await say(ledger, together(said('a')));
        expect(positionsOf(await say(ledger, { key: 'K', ...together(said('a', {}, 2)) }))).toEqual([2]);
      }));
  });
}
