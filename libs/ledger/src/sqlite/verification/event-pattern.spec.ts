import fc from 'fast-check';
import { canonicalJson, type EventEnvelope, type Json } from '@outturn/kernel';
import { EventPattern } from './event-pattern.js';
import { checkedEvent, readStoredEvent } from './stored-event.js';

const textMembers = (): readonly string[] => ['reason', 'commentary'];

const event: EventEnvelope = {
  ledger: 'walsall',
  position: 41,
  entity: 'return/indicator-1/all/2026-27',
  entityVersion: 2,
  eventId: '829d32b9-479f-561b-90ea-0cd2c7a961fe',
  type: 'KpiReturnSubmitted',
  schemaVersion: 1,
  data: {
    value: '4.5',
    commentary: `sha256:${'0'.repeat(64)}`,
    reason: null,
    'odd.name+': true,
    range: { from: 1, to: -2 },
    warnings: ['late', 7],
  },
  recordedAt: '2026-11-22T04:40:22.289Z',
  knownFrom: '0001-01-01T00:00:00.000Z',
  actor: 'mary',
  actorAssurance: 'authenticated',
  via: 'http',
  commandId: 'a0f912a6-a4ef-561c-bf21-59c6c1d82880',
  commandDigest: 'a'.repeat(64),
  batch: { id: '8766e6fd-06a8-5945-8b99-7fdd32e377cc', index: 0, size: 12 },
  correlationId: 'a0f912a6-a4ef-561c-bf21-59c6c1d82880',
  causationId: null,
};

const bytesOf = (changed: EventEnvelope): string => canonicalJson(changed as unknown as Json);

const modelled = (model: EventEnvelope): EventPattern | null =>
  EventPattern.of(JSON.parse(bytesOf(model)) as EventEnvelope, textMembers());

const patternOf = (model: EventEnvelope): EventPattern => {
  const pattern = modelled(model);
  if (pattern === null) throw new Error('the model has no pattern');
  return pattern;
};

const plain = fc.stringMatching(/^[\w '-]*$/);
const text = fc.oneof({ weight: 9, arbitrary: plain }, fc.string(), fc.string({ unit: 'binary' }));
const scalar = fc.oneof(
  { weight: 9, arbitrary: fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)) },
  fc.maxSafeInteger(),
);

const like = fc
  .record({
    position: fc.nat(),
    entityVersion: fc.oneof({ weight: 9, arbitrary: fc.nat() }, fc.maxSafeNat()),
    entity: text,
    actor: text,
    occurredAt: fc.option(text, { nil: undefined }),
    batch: fc.record({ id: fc.uuid(), index: fc.nat(), size: fc.nat() }),
    data: fc.record({
      value: scalar,
      commentary: scalar,
      reason: scalar,
      'odd.name+': scalar,
      range: fc.record({ from: scalar, to: scalar }),
      warnings: fc.array(scalar),
    }),
  })
  .filter((changed) => JSON.stringify(changed).isWellFormed())
  .map(({ occurredAt, ...changed }): EventEnvelope => ({
    ...event,
    ...changed,
    ...(occurredAt === undefined ? {} : { occurredAt }),
  }));

/** What is put into the bytes: what JSON is written with, what can be written in two ways, what UTF-16 can't hold. */
const parts =
  '|"|\\|\\u006d| |\n|-|0|9|9999999999999999|1e3|.|,|:|{|}|[|]|null|a|"actor":"john",|é|\u2028|\uFFFD|\uD800|\uDC00|😀|\u0000|\u001f|\u007f'.split(
    '|',
  );

/** What parsing says of bytes. */
const parsed = (bytes: string): unknown => {
  const stored = readStoredEvent(bytes);
  return stored?.canonical === true ? checkedEvent(stored.event, textMembers) : null;
};

describe('the pattern of an event', () => {
  it('recognises the event that it was made from, and reads what parsing reads', () => {
    expect(patternOf(event).read(bytesOf(event))).toEqual(checkedEvent(event, textMembers));
  });

  it('reads of any other event what parsing reads, or leaves it to parsing', () => {
    let recognised = 0;
    fc.assert(
      fc.property(like, (other) => {
        const read = patternOf(event).read(bytesOf(other));
        if (read !== null) expect(read).toEqual(parsed(bytesOf(other)));
        recognised += read === null ? 0 : 1;
        // Two events that are alike but for their values: one may be the model of the other.
        expect(modelled(other)?.read(bytesOf(other)) ?? parsed(bytesOf(other))).toEqual(parsed(bytesOf(other)));
      }),
      { numRuns: 500 },
    );
    expect(recognised).toBeGreaterThan(0);
  });

  it('recognises no bytes that parsing would not call canonical, wherever some were changed', () => {
    const bytes = bytesOf(event);
    const pattern = patternOf(event);
    const part = fc.constantFrom(...parts);
    let recognised = 0;
    const changed = (at: number, gone: number, put: string): void => {
      const other = bytes.slice(0, at) + put + bytes.slice(at + gone);
      const read = pattern.read(other);
      if (read === null) return;
      recognised += 1;
      expect(read).toEqual(parsed(other));
    };
    fc.assert(fc.property(fc.nat({ max: bytes.length }), fc.nat({ max: 3 }), part, changed), { numRuns: 20_000 });
    expect(recognised).toBeGreaterThan(0);
  });

  it('is not that of an event whose members are in another order', () => {
    const { actor, ...rest } = JSON.parse(bytesOf(event)) as EventEnvelope;
    expect(patternOf(event).read(JSON.stringify({ ...rest, actor }))).toBeNull();
  });

  it('is not made of an event that takes a text out, nor of one whose batch says more than is read', () => {
    expect(modelled({ ...event, type: 'TextRedacted' })).toBeNull();
    expect(modelled({ ...event, batch: { ...event.batch, more: 1 } as EventEnvelope['batch'] })).toBeNull();
  });

  it('is not made of an event that holds a list of structures, whose length is its own', () => {
    expect(modelled({ ...event, data: { rows: [{ value: '1' }] } })).toBeNull();
  });
});
