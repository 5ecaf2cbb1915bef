import fc from 'fast-check';
import { canonicalJson, type EventEnvelope, type Json } from '@outturn/kernel';
import { envelopeTexts } from './envelope-text.js';

const word = fc.string({ unit: 'grapheme', maxLength: 12 });
const count = fc.nat();
const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    word,
    count,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.stringMatching(/^[a-zA-Z]{1,4}$/), tie('value'), { maxKeys: 3 }),
  ),
})).value;

const shared = fc.record({
  ledger: word,
  recordedAt: word,
  knownFrom: word,
  actor: word,
  actorAssurance: fc.constantFrom('asserted' as const, 'authenticated' as const),
  via: fc.constantFrom('http' as const, 'import' as const),
  commandId: word,
  commandDigest: word,
  batch: fc.record({ id: word, size: count }),
  correlationId: word,
  causationId: fc.option(word),
});

const own = fc.record(
  {
    position: count,
    entity: word,
    entityVersion: count,
    eventId: word,
    type: word,
    schemaVersion: count,
    data: fc.dictionary(fc.stringMatching(/^[a-zA-Z]{1,4}$/), json, { maxKeys: 5 }),
    occurredAt: word,
    index: count,
  },
  { requiredKeys: ['position', 'entity', 'entityVersion', 'eventId', 'type', 'schemaVersion', 'data', 'index'] },
);

const batchOfEvents = fc
  .tuple(shared, fc.array(own, { minLength: 1, maxLength: 5 }))
  .map(([{ batch, ...rest }, events]) =>
    events.map(({ index, ...event }): EventEnvelope => ({ ...rest, ...event, batch: { ...batch, index } })),
  );

const canonical = (event: EventEnvelope): string => canonicalJson({ ...event });

describe('the text of an event', () => {
  it('is the canonical JSON of its envelope, whichever other event of the batch it was prepared with', () => {
    fc.assert(
      fc.property(batchOfEvents, (events) => {
        const [first] = events;
        expect(events.map(envelopeTexts(first as EventEnvelope))).toEqual(events.map(canonical));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a figure that is a number', { data: { value: 0.5 } }, /no safe integer/],
    ['a position that is no count', { position: 0.5 }, /no safe integer/],
    ['half a character in its entity', { entity: '\uD800' }, /lone surrogate/],
    ['half a character in its actor', { actor: '\uD800' }, /lone surrogate/],
    ['a member name that looks like an integer', { data: { 1: 'a' } }, /looks like an integer/],
  ])('is refused for %s', (_what, wrong, message) => {
    const [event] = fc.sample(batchOfEvents, 1).flat();
    const broken = { ...(event as EventEnvelope), ...wrong };
    expect(() => envelopeTexts(broken)(broken)).toThrow(message);
  });
});
