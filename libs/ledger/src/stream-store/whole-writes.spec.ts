import fc from 'fast-check';
import { batchIdOf, canonicalJson, commandIdOf, eventIdOf, type EventEnvelope, type Json } from '@outturn/kernel';
import { LedgerDamaged } from '../errors.js';
import { abandonment, founding, readRecord, recordsOf, turnAskedFor, withBase, type Beside } from './ledger-records.js';
import type { NewRecord, StreamRecord } from './stream-store.js';
import { WholeWrites, type WholeWrite } from './whole-writes.js';

const nothing: Beside = { texts: [], sourceRows: [], redacted: [] };

/** A command's events, a batch for each size. */
function command(key: string, first: number, sizes: readonly number[]): EventEnvelope[] {
  const commandId = commandIdOf('walsall', 'tester', key);
  let index = 0;
  return sizes.flatMap((size, batch) =>
    Array.from({ length: size }, (_, place): EventEnvelope => {
      const at = index++;
      return {
        ledger: 'walsall',
        position: first + at,
        entity: `${key}/${at}`,
        entityVersion: 1,
        eventId: eventIdOf(commandId, at),
        type: 'Said',
        schemaVersion: 1,
        data: { value: 'é' },
        recordedAt: '2026-11-22T03:00:00.000Z',
        knownFrom: '2026-11-22T03:00:00.000Z',
        actor: 'tester',
        actorAssurance: 'asserted',
        via: 'terminal',
        commandId,
        commandDigest: 'a digest',
        batch: { id: batchIdOf(commandId, batch), index: place, size },
        correlationId: commandId,
        causationId: null,
      };
    }),
  );
}

const withBytes = (events: readonly EventEnvelope[]) =>
  events.map((event) => ({ event, bytes: canonicalJson(event as unknown as Json) }));
const write = (events: readonly EventEnvelope[], beside = nothing): NewRecord[] => recordsOf(withBytes(events), beside);
const founded = founding('outturn-ledger-walsall', 'walsall', '00'.repeat(32));

/** Records as they come out of a stream: through JSON, numbered. */
const stored = (records: readonly NewRecord[]): StreamRecord[] =>
  records.map((record, revision) => ({
    ...(JSON.parse(JSON.stringify(record)) as NewRecord),
    revision,
    created: 1_000 + revision,
  }));

function wholeIn(records: readonly StreamRecord[], writes = new WholeWrites('walsall', 0)): WholeWrite[] {
  return records.flatMap((record) => writes.take(readRecord(record)) ?? []);
}

const positions = ({ batches }: WholeWrite): number[] => batches.flat().map(({ event }) => event.position);

describe('the records of a stream', () => {
  it('make the writes that they were made of, with the very bytes that were hashed', () => {
    const size = fc.integer({ min: 1, max: 4 });
    const commands = fc.array(fc.tuple(fc.array(size, { minLength: 1, maxLength: 3 }), fc.nat(2_500)), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(commands, (shapes) => {
        let next = 1;
        const parts = shapes.map(([sizes, rows], index) => {
          const events = command(`c${index}`, next, sizes);
          next += events.length;
          const sourceRows = Array.from({ length: rows }, (_, row) => [`${row}`, `c${index}/0`, 1] as const);
          return { events, beside: { ...nothing, sourceRows } };
        });
        const writes = wholeIn(stored([founded, ...parts.flatMap(({ events, beside }) => write(events, beside))]));
        expect(writes.flatMap((whole) => whole.batches.flat().map(({ bytes }) => bytes))).toEqual(
          parts.flatMap(({ events }) => withBytes(events).map(({ bytes }) => bytes)),
        );
        expect(writes.map(({ beside }) => beside.flatMap(({ sourceRows }) => [...sourceRows]))).toEqual(
          parts.map(({ beside }) => beside.sourceRows),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('show nothing of a write until its last record is there, nor any of its days', () => {
    const records = stored([founded, ...write(command('a', 1, [2, 1, 2]))]);
    const writes = new WholeWrites('walsall', 0);
    for (const record of records.slice(0, -1)) expect(writes.take(readRecord(record))).toBeNull();
    expect(writes.unfinished).toMatchObject({ from: 1, to: 4 });
    const last = readRecord(records[5] as StreamRecord);
    const whole = writes.take(last);
    expect(whole?.batches.map((batch) => batch.length)).toEqual([2, 1, 2]);
    expect(whole).toMatchObject({ from: 1, to: 5, created: 1_005 });
    expect(writes.unfinished).toBeNull();
  });

  it('that were abandoned were never there: what follows takes their positions', () => {
    const torn = write(command('a', 1, [3])).slice(0, 2);
    const closing = abandonment('a write', 1, 2, { position: 0, root: 'r' });
    const writes = wholeIn(
      stored([founded, ...torn, closing, ...write(command('b', 1, [1])), ...write(command('a', 2, [3]))]),
    );
    expect(writes.map(positions)).toEqual([[1], [2, 3, 4]]);
  });

  it('that ask for a turn are the beginning of a write that never goes on, and say how long to wait for it', () => {
    const writes = new WholeWrites('walsall', 0);
    const closing = abandonment('a turn', 1, 1, { position: 0, root: 'r' });
    const [first, asked, ...rest] = stored([
      founded,
      turnAskedFor('a turn', 7_000),
      closing,
      ...write(command('a', 1, [1])),
    ]);
    for (const record of [first, asked]) expect(writes.take(readRecord(record as StreamRecord))).toBeNull();
    expect(writes.unfinished).toEqual({ id: 'a turn', from: 1, to: 1, turn: 7_000 });
    expect(wholeIn(rest, writes).map(positions)).toEqual([[1]]);
    expect(writes.unfinished).toBeNull();
  });

  it('say on which root an append was decided, and only its first write does', () => {
    const base = { position: 0, root: 'ab' };
    const records = withBase([...write(command('a', 1, [1])), ...write(command('b', 2, [1]))], base);
    expect(wholeIn(stored([founded, ...records])).map((whole) => whole.base)).toEqual([base, null]);
  });

  const [one, two] = [write(command('a', 1, [2])), write(command('b', 3, [1]))];
  it.each<[string, readonly NewRecord[]]>([
    ['that begin another write within one', [founded, ...one.slice(0, 1), ...two]],
    ['that go on within a write that never began', [founded, ...one.slice(1)]],
    ['that found the ledger twice', [founded, founded]],
    ['of another ledger', [founding('outturn-ledger-walsall', 'dudley', '00')]],
    ['of a batch without its end', [founded, ...write(command('a', 1, [2]).slice(0, 1))]],
  ])('%s are damage, and are not guessed at', (_, records) => {
    expect(() => wholeIn(stored(records))).toThrow(LedgerDamaged);
  });

  it('that are missing stop whoever follows', () => {
    expect(() => wholeIn(stored([founded, ...one]).filter(({ revision }) => revision !== 1))).toThrow(
      'goes on with record 2 where 1 belongs',
    );
  });

  it.each<[string, Partial<StreamRecord>]>([
    ['text, because its JSON was cut', { data: '{"ledger":' }],
    ['bytes', { data: new Uint8Array([1]) }],
    ['an event without its place in a write', { metadata: { kind: 'event' } }],
    ["of a kind that there isn't", { metadata: { kind: 'surprise' } }],
    ['without metadata', { metadata: undefined }],
    ['an event that holds what none may hold', { data: { ...command('a', 1, [1])[0], data: { half: 0.5 } } }],
  ])('that are %s are refused', (_, fault) => {
    const [record] = stored(one);
    expect(() => readRecord({ ...(record as StreamRecord), ...fault })).toThrow(LedgerDamaged);
  });
});
